// SIGTERM while people write: every acknowledged row is kept, and the program ends with 0.
import test from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { makeSite, startServer, signIn, removeSite } from './server.mjs'
