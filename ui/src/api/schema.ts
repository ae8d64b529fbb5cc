/* Made from docs/openapi.json by tools/openapi.mjs; do not edit. */
export interface paths {
  '/api/account/events': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * what happened to one's own account
     * @description oneself
     */
    get: operations['getAccountEvents']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/account/locale': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * choose one's language
     * @description oneself
     */
    post: operations['postAccountLocale']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/account/password': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * change one's password
     * @description oneself
     */
    post: operations['postAccountPassword']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/account/totp/new': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * a secret for one-time codes
     * @description oneself
     */
    post: operations['postAccountTotpNew']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/account/totp/off': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * stop asking for codes
     * @description oneself
     */
    post: operations['postAccountTotpOff']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/account/totp/on': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * begin asking for codes
     * @description oneself
     */
    post: operations['postAccountTotpOn']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * all accounts
     * @description role (system security)
     */
    get: operations['getAccounts']
    put?: never
    /**
     * a new account without powers
     * @description role (system)
     */
    post: operations['postAccounts']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/{account}/disable': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * nobody signs in with it
     * @description role (security)
     */
    post: operations['postAccountsByAccountDisable']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/{account}/enable': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * it may sign in again
     * @description role (security)
     */
    post: operations['postAccountsByAccountEnable']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/{account}/grants': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * its roles and the posts it signs in, and where they hold; what is left out is taken back
     * @description role (security)
     */
    post: operations['postAccountsByAccountGrants']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/{account}/person': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * whose account it is
     * @description role (system)
     */
    post: operations['postAccountsByAccountPerson']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/{account}/reset': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * a new password
     * @description role (system)
     */
    post: operations['postAccountsByAccountReset']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/{account}/unlock': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * forget its wrong passwords
     * @description role (security)
     */
    post: operations['postAccountsByAccountUnlock']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/accounts/names': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * accounts to choose from
     * @description role (office cadre inspector reviewer discipline congress teller scrutineer leader)
     */
    get: operations['getAccountsNames']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/attendees/{attendee}/vote': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * end or give a vote by a decision, once a sitting was opened
     * @description `attendee`: write (congress)
     */
    post: operations['postAttendeesByAttendeeVote']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/backups': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * backups in the site's folder
     * @description role (system)
     */
    get: operations['getBackups']
    put?: never
    /**
     * make and test a backup
     * @description role (system)
     */
    post: operations['postBackups']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/codes': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * code tables
     * @description every account
     */
    get: operations['getCodes']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * congresses of a region
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getCongresses']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a congress with sittings, polls, officers and what comes next
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getCongressesByCongress']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/badges.pdf': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * badges to print
     * @description `congress`: write (congress)
     */
    get: operations['getCongressesByCongressBadgesPdf']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/deputies': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record that the deputies were fixed anew within a term, by two
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressDeputies']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/due': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record how many are due where the roster's source is not here, by two
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressDue']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/motions': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * motions, suggestions and joint nominations, and whether enough deputies sign
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getCongressesByCongressMotions']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/officers': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * propose officers; conflicts are refused
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressOfficers']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/officers/pass': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record the vote on officers: an item of the agenda, or hands
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressOfficersPass']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/power-cut.pdf': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the power-cut kit: roster, records and tally sheets to go on by hand
     * @description `congress`: write (congress)
     */
    get: operations['getCongressesByCongressPowerCutPdf']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/rehearsals': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * rehearsals of a congress
     * @description `rehearsal`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getCongressesByCongressRehearsals']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/rehearse': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * make a copy to rehearse in, and serve it
     * @description `rehearsal`: write (congress); at the congress's region, in the real site
     */
    post: operations['postCongressesByCongressRehearse']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/rehearse/cancel': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * give up the copy that is being made
     * @description `rehearsal`: write (congress); at the congress's region, in the real site
     */
    post: operations['postCongressesByCongressRehearseCancel']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/roster': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * attendees from delegates, the elected or deputies
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressRoster']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/term': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record the term where sessions before are not here or it began early, by two
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressTerm']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/congresses/{congress}/vacant': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record seats of a people's congress that nobody holds, by two
     * @description `congress`: write (congress)
     */
    post: operations['postCongressesByCongressVacant']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/credentials': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the state of the credentials
     * @description `delegate`: read (office cadre congress leader)
     */
    get: operations['getDelegatesCredentials']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/quotas': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * quotas of electoral units, as they stand or reckoned
     * @description `electoral_unit`: read (office cadre inspector reviewer discipline congress leader)
     */
    get: operations['getDelegatesQuotas']
    put?: never
    /**
     * fix the quotas
     * @description `electoral_unit`: write (office congress)
     */
    post: operations['postDelegatesQuotas']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/steps': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the steps to a roster, of the Party's delegates or the conference's members, with their gates
     * @description `electoral_unit`: read (office cadre inspector reviewer discipline congress leader)
     */
    get: operations['getDelegatesSteps']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/steps/{step}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record a step as done
     * @description `electoral_unit`: write (office congress)
     */
    post: operations['postDelegatesStepsByStep']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/structure': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * composition against targets, in all and by unit
     * @description `electoral_unit`: read (office cadre inspector reviewer discipline congress leader)
     */
    get: operations['getDelegatesStructure']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/units/{unit}/elect': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * take over the elected of a signed poll
     * @description `electoral_unit`: write (office congress)
     */
    post: operations['postDelegatesUnitsByUnitElect']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/delegates/vacancy': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * let a delegate lapse, with or without a by-election
     * @description `delegate`: write (office congress)
     */
    post: operations['postDelegatesVacancy']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/districts/{district}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a district: numbers, dates, what is missing for the election day
     * @description `district`: read (office cadre congress leader)
     */
    get: operations['getDistrictsByDistrict']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/figures': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * figures kept of a region
     * @description every account; counts the ledgers that one may read in that region; 403 when there is none
     */
    get: operations['getFigures']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/figures/by': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * rows counted by any fields
     * @description ledger in the query: read
     */
    get: operations['getFiguresBy']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/files': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * keep a file
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader)
     */
    post: operations['postFiles']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/files/{file}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a kept file
     * @description every account; read of a ledger with a row that holds the file; hidden otherwise
     */
    get: operations['getFilesByFile']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/forms': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * papers that can be made of a record
     * @description every account; read of the ledger that the scope names, a unit being of electoral_unit
     */
    get: operations['getForms']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/forms/{form}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a paper, its blanks filled
     * @description every account; read of the ledger that the scope names, a unit being of electoral_unit
     */
    get: operations['getFormsByForm']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/health': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * is it well
     * @description everybody
     */
    get: operations['getHealth']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * imports of a ledger
     * @description ledger in the query: write
     */
    get: operations['getImports']
    put?: never
    /**
     * begin an import with a spreadsheet
     * @description ledger in the query: write
     */
    post: operations['postImports']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports/{import}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * state, progress and errors of an import
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader); who uploaded it; of one done before the last start, where its rows lie
     */
    get: operations['getImportsByImport']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports/{import}/cancel': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * stop what is under way
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader); who uploaded it
     */
    post: operations['postImportsByImportCancel']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports/{import}/check': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * check all rows
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader); who uploaded it
     */
    post: operations['postImportsByImportCheck']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports/{import}/run': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * import all rows
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader); who uploaded it
     */
    post: operations['postImportsByImportRun']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports/{import}/undo': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * take a whole import back
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader); of the import's ledger, where its rows lie
     */
    post: operations['postImportsByImportUndo']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/imports/{import}/wrong': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * only the wrong rows, as XLSX
     * @description any ledger: write (office cadre inspector reviewer discipline congress leader); who uploaded it
     */
    get: operations['getImportsByImportWrong']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/jobs/{job}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * how far a job is
     * @description role (congress system security audit); who started it
     */
    get: operations['getJobsByJob']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledgers': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * descriptions of the ledgers one may read
     * @description every account; lists the ledgers that one may read
     */
    get: operations['getLedgers']
    put?: never
    /**
     * add a ledger of the site's own
     * @description role (system)
     */
    post: operations['postLedgers']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledgers/{ledger}/fields': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * add a field to a ledger
     * @description role (system)
     */
    post: operations['postLedgersByLedgerFields']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/nominations/{nomination}/candidates': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * approved nominees become candidates of an election
     * @description `election`: write (congress); who reads the nomination too
     */
    post: operations['postNominationsByNominationCandidates']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/nominations/{nomination}/issue': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * keep the list of a step as it stands
     * @description `nomination`: write (cadre)
     */
    post: operations['postNominationsByNominationIssue']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/nominations/{nomination}/list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the list of a step, as issued
     * @description `nomination`: read (office cadre congress leader)
     */
    get: operations['getNominationsByNominationList']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/nominations/flow': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the rounds of a body with their gates, and what comes next
     * @description `nomination`: read (office cadre congress leader)
     */
    get: operations['getNominationsFlow']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/nominations/next': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * open the next step
     * @description `nomination`: write (cadre)
     */
    post: operations['postNominationsNext']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/officers/{officer}/withdraw': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * withdraw a passed officer; who counts or watches, once a poll is frozen, by two people
     * @description `officer`: write (congress)
     */
    post: operations['postOfficersByOfficerWithdraw']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/openapi.json': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * this interface, for programs
     * @description every account; adds the fields of the ledgers that one may read
     */
    get: operations['getOpenapiJson']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/people/names': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * people to choose from, by name
     * @description role (office cadre inspector reviewer discipline congress teller scrutineer leader)
     */
    get: operations['getPeopleNames']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * a new ballot paper with its questions
     * @description `poll`: write (congress)
     */
    post: operations['postPolls']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a poll from preparation to result
     * @description `poll`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getPollsByPoll']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/alike': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * names written in differently: one, or several; once a count was shown, two say the same
     * @description role (scrutineer); at the poll's region
     */
    post: operations['postPollsByPollAlike']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/alike/withdraw': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * what was said of such names is taken back and asked again
     * @description role (scrutineer); at the poll's region
     */
    post: operations['postPollsByPollAlikeWithdraw']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/ballots.pdf': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * ballot papers, all sheets alike
     * @description `poll`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getPollsByPollBallotsPdf']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/candidates': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * the names of one election, in official order
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollCandidates']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/close': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * no more votes
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollClose']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/count': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * count what was accepted
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollCount']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/evidence': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the signed file
     * @description `poll`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getPollsByPollEvidence']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/freeze': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * fix attendance, rules and names
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollFreeze']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/group-numbers': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * the numbers of each counting group, once counted
     * @description `poll`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getPollsByPollGroupNumbers']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * a counting group
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollGroups']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * what this teller entered
     * @description role (teller); at the poll's region; the own side of the group
     */
    get: operations['getPollsByPollGroupsByGroup']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/accept': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * the group joins the count
     * @description role (scrutineer); at the poll's region
     */
    post: operations['postPollsByPollGroupsByGroupAccept']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/differences': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * where the tellers differ
     * @description role (scrutineer); at the poll's region
     */
    get: operations['getPollsByPollGroupsByGroupDifferences']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/entries': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * ballots as a teller reads them
     * @description role (teller); at the poll's region; the own side of the group
     */
    post: operations['postPollsByPollGroupsByGroupEntries']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/finish': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * this side is complete
     * @description role (teller); at the poll's region; the own side of the group
     */
    post: operations['postPollsByPollGroupsByGroupFinish']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/remove': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * a group in which nothing is entered goes
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollGroupsByGroupRemove']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/reopen': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * enter the group anew
     * @description role (scrutineer); at the poll's region
     */
    post: operations['postPollsByPollGroupsByGroupReopen']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/groups/{group}/settle': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * a scrutineer decides one ballot
     * @description role (scrutineer); at the poll's region
     */
    post: operations['postPollsByPollGroupsByGroupSettle']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/issue': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * paper printed, issued, left, cut, returned; of a district who came
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollIssue']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/layout.json': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * where everything on the ballot is
     * @description `poll`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getPollsByPollLayoutJson']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/lines': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * how the ballot is filled in, in the words that stand on it
     * @description `poll`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getPollsByPollLines']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/next': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * prepare the next round
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollNext']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/open': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * open the cast; electronic ones with key holders
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollOpen']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/put_off': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * leave the rest of the seats to the next session
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollPutOff']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/recount': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * back to closed, by two with a reason; what was counted stays in the evidence
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollRecount']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/reduce': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * fewer seats by decision
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollReduce']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/seats': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record how many seats an office has, by two, where a post is added or seats are left free
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollSeats']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/sign': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * sign the result with the password
     * @description role (teller scrutineer); at the poll's region, as the duty demands
     */
    post: operations['postPollsByPollSign']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/slips': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * one-time slips, shown this once
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollSlips']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/thaw': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * take the freeze back while nobody voted, by two who saw every paper destroyed
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollThaw']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/unseal': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * two holders open the urn
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollUnseal']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/void': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * declare the election void: two scrutineers before the count, afterwards by decision
     * @description role (congress scrutineer); scrutineers before the count, the congress's office once it is counted
     */
    post: operations['postPollsByPollVoid']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/polls/{poll}/withdrawals': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * record, by two, that a name that was laid before the meetings is withdrawn
     * @description `poll`: write (congress)
     */
    post: operations['postPollsByPollWithdrawals']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/regions': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * children of a region, or one's own regions
     * @description every account
     */
    get: operations['getRegions']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/regions/{region}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * one region with its path
     * @description every account
     */
    get: operations['getRegionsByRegion']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/regions/find': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * regions whose name holds a text
     * @description every account
     */
    get: operations['getRegionsFind']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rehearsals/{rehearsal}/destroy': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * end it, overwrite and remove its files, record it
     * @description `rehearsal`: write (congress); at the congress's region, in the real site
     */
    post: operations['postRehearsalsByRehearsalDestroy']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rehearsals/{rehearsal}/serve': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * serve one again that is stopped
     * @description `rehearsal`: write (congress); at the congress's region, in the real site
     */
    post: operations['postRehearsalsByRehearsalServe']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a page of rows, filtered and sorted
     * @description ledger in the path: read
     */
    get: operations['getRowsByLedger']
    put?: never
    /**
     * a new row
     * @description ledger in the path: write
     */
    post: operations['postRowsByLedger']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * one row
     * @description ledger in the path: read
     */
    get: operations['getRowsByLedgerByRow']
    put?: never
    /**
     * change a row
     * @description ledger in the path: write
     */
    post: operations['postRowsByLedgerByRow']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}/acts/{act}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * an act of the ledger
     * @description ledger in the path: act
     */
    post: operations['postRowsByLedgerByRowActsByAct']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}/history': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * what happened to a row
     * @description ledger in the path: read
     */
    get: operations['getRowsByLedgerByRowHistory']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}/remove': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * take a row out, with a reason
     * @description ledger in the path: write
     */
    post: operations['postRowsByLedgerByRowRemove']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}/restore': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * bring a removed row back
     * @description ledger in the path: write
     */
    post: operations['postRowsByLedgerByRowRestore']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}/unseal': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * open a sealed field, traced
     * @description ledger in the path: unseal; the right to the seal of the field
     */
    post: operations['postRowsByLedgerByRowUnseal']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/{row}/views': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * who opened its sealed fields
     * @description ledger in the path: read
     */
    get: operations['getRowsByLedgerByRowViews']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/bulk': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * the same change or act for many rows
     * @description ledger in the path: write or act; write for fields, the act's roles for an act
     */
    post: operations['postRowsByLedgerBulk']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/count': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * how many rows match
     * @description ledger in the path: read
     */
    get: operations['getRowsByLedgerCount']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/export': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * rows as XLSX or CSV
     * @description ledger in the path: write or export; write is enough for the empty sheet (empty=1) alone
     */
    get: operations['getRowsByLedgerExport']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rows/{ledger}/removed': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * rows that were taken out and can be brought back
     * @description ledger in the path: write
     */
    get: operations['getRowsByLedgerRemoved']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rules': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * rule sets of elections
     * @description `rule_edition`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getRules']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rules/{rules}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a rule set with every source, in force or of an edition
     * @description `rule_edition`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getRulesByRules']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rules/{rules}/editions': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * propose an amended edition
     * @description `rule_edition`: write (congress); for the whole site
     */
    post: operations['postRulesByRulesEditions']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rules/editions/{edition}/approve': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * first or second approval
     * @description `rule_edition`: write (congress); not who wrote it, nobody twice
     */
    post: operations['postRulesEditionsByEditionApprove']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/rules/editions/{edition}/refuse': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * not approved
     * @description `rule_edition`: write (congress)
     */
    post: operations['postRulesEditionsByEditionRefuse']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/search': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * search over everything
     * @description every account; finds rows that one may read
     */
    get: operations['getSearch']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/session': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * who am I and what may I
     * @description oneself
     */
    get: operations['getSession']
    put?: never
    /**
     * sign in
     * @description everybody
     */
    post: operations['postSession']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/session/end': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * sign out
     * @description oneself
     */
    post: operations['postSessionEnd']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/session/unlock': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * the password again, for the lock screen
     * @description oneself
     */
    post: operations['postSessionUnlock']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sittings/{sitting}/check-in': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * what a door reports, any number of times
     * @description `congress`: write (congress)
     */
    post: operations['postSittingsBySittingCheckIn']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sittings/{sitting}/close': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * close a sitting
     * @description `congress`: write (congress)
     */
    post: operations['postSittingsBySittingClose']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sittings/{sitting}/hall': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * who is there, live
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getSittingsBySittingHall']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sittings/{sitting}/open': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * open a sitting: check-in begins
     * @description `congress`: write (congress)
     */
    post: operations['postSittingsBySittingOpen']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sittings/{sitting}/roll': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * what a door keeps to work without network
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getSittingsBySittingRoll']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sittings/{sitting}/script': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * what the chair says, from what is on record
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getSittingsBySittingScript']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/talks/coverage': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * who has been talked with, and who has not
     * @description `talk`: read (office cadre leader); and read of `person`
     */
    get: operations['getTalksCoverage']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/templates': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * templates of papers
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getTemplates']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/templates/{template}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a template as DOCX
     * @description `congress`: read (office cadre congress teller scrutineer leader)
     */
    get: operations['getTemplatesByTemplate']
    put?: never
    /**
     * a site's own edition of a template
     * @description role (office congress); for the whole site
     */
    post: operations['postTemplatesByTemplate']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/templates/{template}/reset': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * back to the template of the program
     * @description role (office congress); for the whole site
     */
    post: operations['postTemplatesByTemplateReset']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/trace': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * who did what, without the content
     * @description role (audit)
     */
    get: operations['getTrace']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/verify': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * prove the trace
     * @description role (audit)
     */
    post: operations['postVerify']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/views': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * who opened sealed fields
     * @description role (audit)
     */
    get: operations['getViews']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/vote/cast': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * the ballots, into the urn
     * @description everybody
     */
    post: operations['postVoteCast']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/vote/paper': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * what may be voted on with this slip
     * @description everybody
     */
    post: operations['postVotePaper']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/waiting': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * what waits for a signature of the caller
     * @description every account; what he may sign himself
     */
    get: operations['getWaiting']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/wall': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * a region at one glance
     * @description every account; counts the ledgers that one may read in that region; 403 when there is none
     */
    get: operations['getWall']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    Account: {
      grants: components['schemas']['Grant'][]
      id: string
      /** Format: date-time */
      last_seen: string | null
      linked: boolean
      name: string
      no_person: string | null
      posts: components['schemas']['SigningPost'][]
      /** @enum {string} */
      state: 'active' | 'disabled' | 'locked'
      title: string
      totp: boolean
    }
    AccountEvent: {
      act: string
      /** Format: date-time */
      at: string
      by: string
      from: string
    }
    Accounts: {
      accounts: components['schemas']['Account'][]
    }
    ActDef: {
      as?: string
      from: string[]
      help?: components['schemas']['Label']
      kept?: boolean
      label: components['schemas']['Label']
      name: string
      reason: boolean
      requires: string[]
      sign: boolean
      to: string
      unsign?: boolean
    }
    Acted: {
      id: string
      state: string
      ver: number
    }
    Alike: {
      barred: string[]
      candidate: boolean
      choices: string[]
      elected: string[]
      names: string[]
      question: number
    }
    AlikeSaid: {
      as: string | null
      /** Format: date-time */
      at: string | null
      by: string | null
      names: string[]
      question: number
    }
    Answer: {
      marks: string
      write_in?: string[]
    }
    Attendee: {
      badge: string
      /** Format: date-time */
      came_at: string | null
      delegation: string | null
      door: string | null
      id: string
      /** Format: date-time */
      left_at: string | null
      name: string
      reason: string | null
      seat: string | null
      /** @enum {string|null} */
      status: 'present' | 'left' | 'leave_sick' | 'leave_business' | 'absent' | null
      votes: boolean
    }
    Backup: {
      /** Format: date-time */
      at: string | null
      bytes: number
      name: string
      tested: boolean
    }
    Backups: {
      backups: components['schemas']['Backup'][]
    }
    Ballot:
      | components['schemas']['SumBallot']
      | components['schemas']['VoidBallot']
      | components['schemas']['MarkedBallot']
    BallotLines: {
      colour: string | null
      lines: string[]
      questions: {
        candidates: number
        seats: number
        title: string
      }[]
      title: string
    }
    Candidate: {
      abstain?: number
      approve?: number
      elected?: boolean
      id: string
      name: string
      oppose?: number
      order_reason: string | null
      post: string | null
      sex: string | null
      unclear?: number
      unit: string | null
    }
    Change: {
      act: string
      /** Format: date-time */
      at: string | null
      batch?: string
      fields: {
        after: components['schemas']['Value']
        before: components['schemas']['Value']
        field: string
      }[]
      reason?: string
      seq: number
      who: string
    }
    CheckedIn: {
      refused: {
        code: string
        key: string
        message: string
      }[]
      taken: {
        attendee: string
        delegation: string | null
        key: string
        name: string
        seat: string | null
        /** @enum {string|null} */
        status: 'present' | 'left' | 'leave_sick' | 'leave_business' | 'absent' | null
      }[]
    }
    Cited: {
      article: string
      confidence: string | null
      document: string
      edition: string
      label: string
      open: string
      rule: string
    }
    CodeItem: {
      code: string
      label: components['schemas']['Label']
    }
    CodeTable: {
      items: components['schemas']['CodeItem'][]
      label: components['schemas']['Label']
    }
    CodeTables: {
      codes: {
        [key: string]: components['schemas']['CodeTable']
      }
    }
    Congress: {
      congress: components['schemas']['Row']
      elects: {
        offices: string[]
        rules: string[]
      }
      officers: components['schemas']['Row'][]
      polls: components['schemas']['PollLine'][]
      roster: {
        delegations: {
          due: number
          name: string
        }[]
        due: number
        observers: number
      }
      sittings: components['schemas']['SittingWithAgenda'][]
      steps: components['schemas']['CongressStep'][]
    }
    Congresses: {
      congresses: components['schemas']['CongressLine'][]
    }
    CongressLine: {
      closes_on: string | null
      due: number
      id: string
      kind: string
      opens_on: string | null
      polls: number
      region: components['schemas']['RegionRef']
      signed: number
      state: string
      title: string
    }
    CongressStep: {
      label: string
      message: string
      ok: boolean
      step: string
      to: string
    }
    Count: {
      count: number
      exact: boolean
    }
    CountGroup: {
      first: components['schemas']['TellerSide']
      /** @enum {string} */
      mode: 'ballots' | 'sums'
      name: string
      number: number
      returned: number
      second: components['schemas']['TellerSide']
      /** @enum {string} */
      state: 'entering' | 'waiting' | 'differs' | 'agrees' | 'accepted'
    }
    Credentials: {
      at: string | null
      complete: boolean
      elected: number
      invalid: {
        id: string
        name: string
        reason: string
      }[]
      mean_age: string
      qualified: number
      seats: number
      structure: {
        ethnic: number
        frontline: number
        non_party: number
        under45: number
        women: number
      }
      vacancies: number
    }
    DelegateStep: {
      approve?: number
      committee?: number
      done_on: string | null
      gate: {
        message: string
        ok: boolean
      }
      label: string
      planned: string | null
      /** @enum {string} */
      state: 'done' | 'now' | 'waiting'
      step: string
    }
    DelegateSteps: {
      steps: components['schemas']['DelegateStep'][]
    }
    Differences: {
      differences: {
        first: components['schemas']['Ballot'] | null
        pos: number
        reason: string | null
        second: components['schemas']['Ballot'] | null
        settled: components['schemas']['Ballot'] | null
      }[]
    }
    Differential: {
      article: string
      candidates: number
      kept: boolean
      least: number
      most: number | null
      seat: string
      seats: number
    }
    District: {
      boxes: {
        count: number
        voters_due: number
      }
      candidates: {
        count: number
        least: number
        most: number | null
      }
      congress: components['schemas']['Ref'] | null
      dates: components['schemas']['LegalDate'][]
      district: components['schemas']['Row']
      gates: components['schemas']['DistrictGate'][]
      objections: {
        count: number
        late: number
        open: number
        until: string | null
      }
      polls: {
        count: number
        signed: number
      }
      proxies: {
        agreed: number
        asked: number
        broken: number
      }
      voters: {
        registered: number
        removed: number
        suspended: number
      }
    }
    DistrictGate: {
      gate: string
      label: string
      message: string
      ok: boolean
    }
    Done: {
      done: number
    }
    DoorEvent: {
      at?: string
      attendee?: string
      badge?: string
      key: string
      kind: string
      reason?: string
      way?: string
    }
    EditionState: {
      id: string
      state: string
    }
    Error: {
      error: {
        /** Format: date-time */
        at?: string
        code: string
        fields?: components['schemas']['FieldError'][]
        /** @enum {string} */
        kind:
          | 'invalid'
          | 'signed_out'
          | 'denied'
          | 'not_found'
          | 'conflict'
          | 'too_big'
          | 'rule'
          | 'io'
          | 'busy'
        message: string
        row?: unknown
        who?: string
      }
    }
    FieldDef: {
      after_sign?: boolean
      codes?: string
      default?: string
      /** @enum {string} */
      format?: 'id_number' | 'phone' | 'email'
      /** @enum {string} */
      group: 'basic' | 'more' | 'work' | 'result' | 'review' | 'contact' | 'note'
      help?: components['schemas']['Label']
      index?: boolean
      kept?: boolean
      label: components['schemas']['Label']
      list?: boolean
      lookup?: boolean
      masked?: boolean
      max?: components['schemas']['Value']
      min?: components['schemas']['Value']
      name: string
      named?: boolean
      past?: boolean
      picture?: boolean
      /** @enum {string} */
      precision?: 'month'
      required?: boolean
      scale?: number
      seal?: string
      search?: boolean
      site?: boolean
      to?: string
      /** @enum {string} */
      type:
        | 'text'
        | 'longtext'
        | 'integer'
        | 'decimal'
        | 'money'
        | 'date'
        | 'instant'
        | 'bool'
        | 'code'
        | 'region'
        | 'ref'
        | 'person'
        | 'account'
        | 'file'
        | 'sealed'
      unique?: boolean
      unit?: components['schemas']['Label']
    }
    FieldError: {
      base?: components['schemas']['Value']
      code?: string
      field: string
      message?: string
      theirs?: components['schemas']['Value']
      yours?: components['schemas']['Value']
    }
    Figure: {
      by?: string
      key: string
      label: components['schemas']['Label']
      ledger: string
      name: string
      total: number
      unit?: components['schemas']['Label']
      values: {
        key: string
        label: string
        value: number
      }[]
    }
    FigureDef: {
      by?: string
      label: components['schemas']['Label']
      name: string
      sum?: string
      wall?: number
      where?: {
        [key: string]: string[]
      }
    }
    Figures: {
      figures: components['schemas']['Figure'][]
      region: components['schemas']['RegionRef']
    }
    File: {
      bytes: number
      id: string
      name: string
    }
    Flow: {
      next: {
        /** @enum {string} */
        direction: 'up' | 'down'
        round: number
        why: string
      } | null
      rounds: {
        round: number
        steps: components['schemas']['FlowStep'][]
      }[]
    }
    FlowStep: {
      /** @enum {string} */
      direction: 'up' | 'down'
      gate: {
        message: string
        ok: boolean
        passes: boolean
        skippable: boolean
      }
      held_on: string | null
      id: string
      listed: number
      objections: number
      opinions: number
      public: {
        from: string | null
        open: boolean
        until: string | null
        warning: string | null
      } | null
      seats: number | null
      state: string
      surplus: number | null
      title: string
    }
    Form: {
      label: components['schemas']['Label']
      name: string
      ready: boolean
      /** @enum {string} */
      scope: 'congress' | 'poll' | 'election' | 'sitting' | 'unit' | 'district'
      why?: string
    }
    Forms: {
      forms: components['schemas']['Form'][]
    }
    Gate: {
      act: string
      gate: string
      message: string
      ok: boolean
    }
    Grant: {
      region: components['schemas']['RegionRef']
      /** @enum {string} */
      role:
        | 'office'
        | 'cadre'
        | 'inspector'
        | 'reviewer'
        | 'discipline'
        | 'congress'
        | 'teller'
        | 'scrutineer'
        | 'leader'
        | 'registrar'
        | 'system'
        | 'security'
        | 'audit'
    }
    GroupNumbers: {
      parts: components['schemas']['GroupPart'][]
    }
    GroupPart: {
      groups: number[]
      questions: components['schemas']['GroupQuestion'][]
      returned: number
      title: string
    }
    GroupQuestion: {
      candidates: components['schemas']['GroupVotes'][]
      valid: number
      void: number
      write_ins: components['schemas']['GroupVotes'][]
    }
    GroupRow: {
      count: number
    } & {
      [key: string]: components['schemas']['Value']
    }
    Groups: {
      rows: components['schemas']['GroupRow'][]
    }
    GroupSide: {
      entries: {
        ballot: components['schemas']['Ballot']
        pos: number
      }[]
      finished: boolean
      mode: string
      name: string
      number: number
      state: string
    }
    GroupVotes: {
      abstain: number
      approve: number
      name: string
      oppose: number
      unclear: number
    }
    Hall: {
      absent: number
      agenda: components['schemas']['HallItem'][]
      /** Format: date-time */
      at: string | null
      delegations: {
        due: number
        name: string
        present: number
      }[]
      doors: {
        count: number
        /** Format: date-time */
        last_at: string | null
        name: string
      }[]
      due: number
      latest: {
        /** Format: date-time */
        at: string | null
        delegation: string
        name: string
        /** @enum {string|null} */
        status: 'present' | 'left' | 'leave_sick' | 'leave_business' | 'absent' | null
      }[]
      leave_business: number
      leave_sick: number
      left: number
      polls: {
        due: number
        id: string
        present: number
        returned: number
        /** @enum {string} */
        state: 'preparing' | 'frozen' | 'open' | 'closed' | 'counted' | 'signed' | 'void'
        title: string
        voted: number
      }[]
      present: number
      quorum: components['schemas']['Quorum'] | null
      sitting: components['schemas']['Row']
      unknown: number
    }
    HallItem: {
      id: string
      kind: string
      motion: {
        leader: string | null
        signers: number
        source: string
        title: string
      } | null
      speaker: string | null
      state: string
      title: string
    }
    Health: {
      /** @enum {string} */
      database:
        | 'ok'
        | 'busy'
        | 'full'
        | 'low'
        | 'lost'
        | 'read_only'
        | 'damaged'
        | 'io'
        | 'unknown'
        | 'wrong'
        | 'refused'
      demo: boolean
      /** @enum {string} */
      disk:
        | 'ok'
        | 'busy'
        | 'full'
        | 'low'
        | 'lost'
        | 'read_only'
        | 'damaged'
        | 'io'
        | 'unknown'
        | 'wrong'
        | 'refused'
      error?: {
        code: string
        kind: string
        message: string
      }
      holidays_until: number
      ok: boolean
      version: string
      /** @enum {string} */
      writer:
        | 'ok'
        | 'busy'
        | 'full'
        | 'low'
        | 'lost'
        | 'read_only'
        | 'damaged'
        | 'io'
        | 'unknown'
        | 'wrong'
        | 'refused'
    }
    History: {
      changes: components['schemas']['Change'][]
    }
    Hit: {
      detail: string
      id: string
      ledger: string
      region: components['schemas']['RegionRef']
      title: string
    }
    Hits: {
      hits: components['schemas']['Hit'][]
    }
    Holder: {
      name: string
      passphrase: string
    }
    Import: {
      /** Format: date-time */
      at: string | null
      bad: number
      before?: components['schemas']['ImportBefore']
      check: number
      columns: components['schemas']['ImportColumn'][]
      done: number
      errors: components['schemas']['ImportError'][]
      good: number
      id: string
      ledger: string
      message?: string
      more_errors: boolean
      name: string
      old: boolean
      preview: string[][]
      region: components['schemas']['RegionRef']
      rows: number
      /** @enum {string} */
      state:
        | 'uploaded'
        | 'checking'
        | 'checked'
        | 'running'
        | 'done'
        | 'undoing'
        | 'undone'
        | 'cancelled'
        | 'failed'
      total: number
      who: string
    }
    ImportBefore: {
      /** Format: date-time */
      at: string | null
      id: string
      rows: number
      who: string
    }
    ImportColumn: {
      field: string | null
      heading: string
      samples: string[]
    }
    ImportError: {
      code: string
      column: string
      field: string | null
      heading: string
      hint: string
      message: string
      row: number
      value: string
    }
    ImportLine: {
      /** Format: date-time */
      at: string | null
      id: string
      ledger: string
      name: string
      old: boolean
      region: components['schemas']['RegionRef']
      rows: number
      /** @enum {string} */
      state:
        | 'uploaded'
        | 'checking'
        | 'checked'
        | 'running'
        | 'done'
        | 'undoing'
        | 'undone'
        | 'cancelled'
        | 'failed'
      who: string
    }
    Imports: {
      imports: components['schemas']['ImportLine'][]
    }
    IssuedList: {
      differential: components['schemas']['Differential'][]
      /** Format: date-time */
      issued_at: string | null
      nominees: components['schemas']['Row'][]
      opinions: components['schemas']['Row'][]
      step: components['schemas']['Row']
    }
    IssueSum: {
      act: string
      gate: string
      ok: boolean
      text: string
    }
    Job: {
      done: number
      result?: {
        [key: string]: unknown
      }
      /** @enum {string} */
      state: 'running' | 'done' | 'failed'
      total: number
    }
    JobStarted: {
      job: string
    }
    Label: {
      en: string
      'zh-Hans': string
      'zh-Hant': string
    }
    Layout: {
      kind: string
      pages: components['schemas']['LayoutPage'][]
      revision: number
      /** @enum {string} */
      style: 'boxes' | 'sign'
      /** @enum {string} */
      unit: 'mm'
    }
    LayoutPage: {
      height: number
      page: number
      qr: {
        h: number
        modules: number
        text: string
        w: number
        x: number
        y: number
      }
      questions: {
        candidates: {
          boxes: components['schemas']['MarkBox'][]
          candidate: number
          name: string
        }[]
        question: number
        write_ins: {
          box: components['schemas']['MarkBox']
          h: number
          line: number
          w: number
          x: number
          y: number
        }[]
      }[]
      squares: {
        h: number
        w: number
        x: number
        y: number
      }[]
      width: number
    }
    Ledger: {
      acts: components['schemas']['ActDef'][]
      deadline?: {
        field: string
        until: string[]
      }
      fields: components['schemas']['FieldDef'][]
      figures: components['schemas']['FigureDef'][]
      hint?: components['schemas']['Label']
      label: components['schemas']['Label']
      may: {
        acts: string[]
        export: boolean
        unseal: string[]
        write: boolean
      }
      /** @enum {string} */
      menu: 'command' | 'people' | 'team' | 'selection' | 'congress' | 'discipline' | 'outcome'
      name: string
      order: number
      region?: {
        label: components['schemas']['Label']
      }
      site: boolean
      sort: string
      states: components['schemas']['StateDef'][]
      title: string
    }
    Ledgers: {
      ledgers: components['schemas']['Ledger'][]
    }
    LegalDate: {
      article: string
      date: string
      label: string
      late: boolean
      latest: string | null
      on: string | null
    }
    Login: {
      account: string
      code?: string
      password: string
    }
    Made: {
      id: string
    }
    MarkBox: {
      h: number
      /** @enum {string} */
      mark: 'approve' | 'oppose' | 'abstain' | 'sign'
      w: number
      x: number
      y: number
    }
    MarkedBallot: {
      answers: components['schemas']['Answer'][]
    }
    MotionLine: {
      article: string
      message: string
      motion: components['schemas']['Row']
      needed: number
      ok: boolean
      signers: number
    }
    Motions: {
      motions: components['schemas']['MotionLine'][]
      /** Format: date-time */
      motions_until: string | null
      /** Format: date-time */
      names_until: string | null
    }
    NamedWord: {
      label: string
      name: string
    }
    NameLine: {
      id: string
      label: string
      name: string | null
      unit: string | null
    }
    Names: {
      names: components['schemas']['NameLine'][]
    }
    NewAccount: {
      id: string
      password: string
    }
    NewAct: {
      as?: string
      /** @enum {string} */
      at?: 'province' | 'city' | 'county' | 'township'
      by?: string
      from: string[]
      help?: components['schemas']['NewLabel']
      kept?: boolean
      label: components['schemas']['NewLabel']
      name: string
      reason?: boolean
      requires?: string[]
      roles?: (
        | 'office'
        | 'cadre'
        | 'inspector'
        | 'reviewer'
        | 'discipline'
        | 'congress'
        | 'teller'
        | 'scrutineer'
        | 'leader'
        | 'registrar'
        | 'system'
        | 'security'
        | 'audit'
      )[]
      sign?: boolean
      stamp?: string
      start?: {
        days: number
        field: string
        working?: boolean
      }
      to: string
      unsign?: boolean
    }
    NewCandidate: {
      birth?: string
      education?: string
      ethnicity?: string
      name: string
      party_joined?: string
      person?: string
      post?: string
      sex?: string
      unit?: string
    }
    NewElection: {
      candidates?: components['schemas']['NewCandidate'][]
      office?: string
      post_title?: string
      pre_election?: boolean
      rules?: string
      seats: number
      settings?: {
        [key: string]: unknown
      }
      title: string
    }
    NewField: {
      after_sign?: boolean
      alias?: string[]
      codes?: string
      default?: string
      /** @enum {string} */
      format?: 'id_number' | 'phone' | 'email'
      /** @enum {string} */
      group?: 'basic' | 'more' | 'work' | 'result' | 'review' | 'contact' | 'note'
      help?: components['schemas']['NewLabel']
      index?: boolean
      kept?: boolean
      label: components['schemas']['NewLabel']
      list?: boolean
      lookup?: boolean
      /** @enum {string} */
      mask?: 'name' | 'phone' | 'all'
      max?: number
      min?: number
      name: string
      named?: boolean
      past?: boolean
      picture?: boolean
      /** @enum {string} */
      precision?: 'day' | 'month'
      required?: boolean
      scale?: number
      /** @enum {string} */
      seal?: 'identity' | 'complaint' | 'reporter' | 'talk'
      search?: boolean
      to?: string
      /** @enum {string} */
      type:
        | 'text'
        | 'longtext'
        | 'integer'
        | 'decimal'
        | 'money'
        | 'date'
        | 'instant'
        | 'bool'
        | 'code'
        | 'region'
        | 'ref'
        | 'person'
        | 'account'
        | 'file'
        | 'sealed'
      unique?: boolean
      unit?: components['schemas']['NewLabel']
    }
    NewFigure: {
      by?: string
      label: components['schemas']['NewLabel']
      name: string
      sum?: string
      wall?: number
      where?: {
        [key: string]: unknown
      }
    }
    NewLabel: {
      en: string
      'zh-Hans': string
      'zh-Hant'?: string
    }
    NewLedger: {
      acts?: components['schemas']['NewAct'][]
      deadline?: {
        days?: number
        field: string
        from?: string
        until: string[]
        working?: boolean
      }
      fields: components['schemas']['NewField'][]
      figures?: components['schemas']['NewFigure'][]
      held?: {
        always?: string[]
        fields?: string[]
        from?: string[]
      }
      hint?: components['schemas']['NewLabel']
      label: components['schemas']['NewLabel']
      /** @enum {string} */
      menu: 'command' | 'people' | 'team' | 'selection' | 'congress' | 'discipline' | 'outcome'
      name: string
      order?: number
      region?: {
        alias?: string[]
        label: components['schemas']['NewLabel']
      }
      roles: {
        export?: (
          | 'office'
          | 'cadre'
          | 'inspector'
          | 'reviewer'
          | 'discipline'
          | 'congress'
          | 'teller'
          | 'scrutineer'
          | 'leader'
          | 'registrar'
          | 'system'
          | 'security'
          | 'audit'
        )[]
        read: (
          | 'office'
          | 'cadre'
          | 'inspector'
          | 'reviewer'
          | 'discipline'
          | 'congress'
          | 'teller'
          | 'scrutineer'
          | 'leader'
          | 'registrar'
          | 'system'
          | 'security'
          | 'audit'
        )[]
        write: (
          | 'office'
          | 'cadre'
          | 'inspector'
          | 'reviewer'
          | 'discipline'
          | 'congress'
          | 'teller'
          | 'scrutineer'
          | 'leader'
          | 'registrar'
          | 'system'
          | 'security'
          | 'audit'
        )[]
      }
      seals?: {
        [key: string]: (
          | 'office'
          | 'cadre'
          | 'inspector'
          | 'reviewer'
          | 'discipline'
          | 'congress'
          | 'teller'
          | 'scrutineer'
          | 'leader'
          | 'registrar'
          | 'system'
          | 'security'
          | 'audit'
        )[]
      }
      sort?: string
      states?: components['schemas']['NewState'][]
      title: string
      unique?: string[][]
    }
    NewOfficer: {
      attendee?: string
      delegation?: string
      duty: string
      name?: string
    }
    NewPoll: {
      cast?: number
      colour?: string
      congress: string
      elections: components['schemas']['NewElection'][]
      sitting?: string
      style?: string
      title: string
      way?: string
    }
    NewState: {
      label: components['schemas']['NewLabel']
      name: string
      /** @enum {string} */
      tone?: 'info' | 'success' | 'warning' | 'danger' | 'neutral'
    }
    OpenApi: {
      components: unknown
      info: unknown
      openapi: string
      paths: unknown
      security: unknown
      servers: unknown
      tags?: unknown
    }
    Poll: {
      alike: components['schemas']['Alike'][]
      alike_proposed: components['schemas']['AlikeSaid'][]
      alike_said: components['schemas']['AlikeSaid'][]
      attendance: {
        absent: number
        /** Format: date-time */
        at: string | null
        due: number
        frozen: boolean
        leave_business: number
        leave_sick: number
        present: number
        taking_part: {
          by_box: number
          by_proxy: number
          in_person: number
        } | null
      }
      cast: number
      colour: string | null
      congress: {
        id: string
        kind: string
        label: string
      }
      digest: string | null
      elections: components['schemas']['PollElection'][]
      gates: components['schemas']['Gate'][]
      groups: components['schemas']['CountGroup'][]
      id: string
      issue: {
        cut: number | null
        issued: number | null
        printed: number | null
        returned: number | null
        revision: number
        sums: components['schemas']['IssueSum'][]
        unused: number | null
      }
      left_out: {
        election: string
        name: string
      }[]
      next: {
        can_put_off: boolean
        candidates: string[]
        /** @enum {string} */
        decision:
          'none' | 'rerun_tied' | 'another_election' | 'start_again' | 'formal_election' | 'put_off'
        election: string
        made: string | null
        reducible: boolean
        seats: number
      }[]
      previous: string | null
      quorum: components['schemas']['Quorum'] | null
      reductions: components['schemas']['Reduction'][]
      region: components['schemas']['RegionRef']
      result: {
        questions: components['schemas']['Question'][]
      } | null
      round: number
      shown: boolean
      signatures: {
        /** Format: date-time */
        at: string | null
        duty: string
        name: string
      }[]
      sitting: components['schemas']['Ref'] | null
      /** @enum {string} */
      state: 'preparing' | 'frozen' | 'open' | 'closed' | 'counted' | 'signed' | 'void'
      style: string | null
      title: string
      to_leave: string[]
      urn: {
        holders: string[]
        slips: number
        /** @enum {string} */
        state: 'none' | 'open' | 'closed' | 'unsealed'
        used: number
      }
      ver: number
      voiding: {
        by: components['schemas']['NamedWord'][]
        causes: components['schemas']['NamedWord'][]
        decision: {
          /** Format: date-time */
          at: string | null
          by: string | null
          cause: string
          document: string | null
          item: string | null
          names: string[]
          reason: string
          sitting: string | null
        } | null
        items: components['schemas']['Ref'][]
        proposed: {
          cause: string
          names: string[]
          reason: string
        } | null
      }
      /** @enum {string|null} */
      way: 'paper' | 'electronic' | 'both' | null
      withdrawals: {
        /** Format: date-time */
        at: string | null
        /** @enum {string} */
        by: 'nominee' | 'putters' | 'correction'
        name: string
        paper: string
        right: string | null
        title: string
      }[]
    }
    PollElection: {
      approval: string | null
      candidates: components['schemas']['Candidate'][]
      disapproves: boolean
      id: string
      office: string | null
      post_title: string | null
      pre_election: boolean
      rules: string | null
      rules_edition: number
      seats: number
      settings: {
        [key: string]: unknown
      }
      surplus: {
        article: string
        got: number
        kept: boolean
        least: number
        most: number | null
      } | null
      title: string
      unknown: {
        characters: string
        name: string
      }[]
      ver: number
      write_ins: number
    }
    PollLine: {
      cast: number
      colour: string | null
      elections: {
        candidates: number
        id: string
        office: string | null
        seats: number | null
        title: string
      }[]
      id: string
      round: number | null
      /** @enum {string} */
      state: 'preparing' | 'frozen' | 'open' | 'closed' | 'counted' | 'signed' | 'void'
      title: string
    }
    Question: {
      bar: {
        at_least?: number
        base: string
        more_than?: number
        of: number
      }
      candidates: components['schemas']['Tallied'][]
      elected: string[]
      /** @enum {string} */
      election: 'valid' | 'void'
      issued: number
      left: number
      /** @enum {string} */
      next:
        'none' | 'rerun_tied' | 'another_election' | 'start_again' | 'formal_election' | 'put_off'
      next_candidates: string[]
      next_seats: number
      own_names?: number
      pre_election?: boolean
      printed: number
      quorum: {
        at_least?: number
        base: string
        more_than?: number
        of: number
        present: number
      }
      reason: string | null
      returned: number
      rules: components['schemas']['Cited'][]
      tied: string[]
      unfilled: number
      valid: number
      verdict: string
      void: number
      void_for: {
        decided: number
        too_many: number
        unclear: number
      }
      warnings: {
        article: string
        confidence: string | null
        document: string
        edition: string
        got?: number
        label: string
        least?: number
        most?: number
        open: string
        rule: string
      }[]
      write_ins: components['schemas']['Tallied'][]
    }
    Quorum: {
      article: string
      base: string
      met: boolean
      needed: number
      of: number
      /** @enum {string} */
      op: 'at_least' | 'more_than'
      present: number
      share: string
    }
    Quotas: {
      by: string
      given: number
      level: string
      method: string
      note: string
      total: number
      units: components['schemas']['QuotaUnit'][]
    }
    QuotasInput: {
      body?: string
      by?: string
      level?: string
      method?: string
      minimum?: number
      region?: string
      term?: number
      total: number
      units: {
        id: string
        quota: number
        ver?: number
      }[]
      weight?: number
    }
    QuotaUnit: {
      exact: string
      id: string
      kind: string | null
      members: number
      minimum: number
      organisations: number
      quota: number
      title: string
      ver: number
      was: number
    }
    Reduction: {
      abstain: number
      account?: string | null
      approve: number
      election: string
      /** @enum {string} */
      kind?: 'reduce' | 'put_off'
      oppose: number
      reason: string
      seats: number
      second?: string | null
      title?: string
    }
    Ref: {
      id: string
      label: string
    }
    Region: {
      children: boolean
      id: string
      label: string
      level: number
      path?: string
    }
    RegionPath: {
      id: string
      label: string
      level: number
      path: components['schemas']['RegionRef'][]
    }
    RegionRef: {
      id: string
      label: string
    }
    Regions: {
      regions: components['schemas']['Region'][]
    }
    Rehearsal: {
      /** Format: date-time */
      begun_at: string
      begun_by: components['schemas']['Ref'] | null
      /** Format: date-time */
      destroyed_at: string | null
      destroyed_by: components['schemas']['Ref'] | null
      id: string
      polls_held: number | null
      polls_signed: number | null
      port: number | null
      /** @enum {string} */
      state: 'gone' | 'stopped' | 'served' | 'destroyed'
      title: string
    }
    Rehearsals: {
      may: boolean
      rehearsals: components['schemas']['Rehearsal'][]
      work: {
        here: boolean
        job: string
      } | null
    }
    RemovedRow: {
      /** Format: date-time */
      at: string | null
      id: string
      reason: string
      region: components['schemas']['RegionRef']
      title: string
      who: string
    }
    RemovedRows: {
      rows: components['schemas']['RemovedRow'][]
    }
    Roll: {
      /** Format: date-time */
      at: string | null
      attendees: components['schemas']['Attendee'][]
    }
    RosterMade: {
      added: number
      kept: number
      removed: number
    }
    Row: {
      /** Format: date-time */
      created_at: string | null
      id: string
      is_signed: boolean
      region: components['schemas']['RegionRef']
      state: string | null
      /** Format: date-time */
      updated_at: string | null
      ver: number
    } & {
      [key: string]: components['schemas']['Value']
    }
    RowPage: {
      next: string | null
      rows: components['schemas']['Row'][]
    }
    RowVersion: {
      id: string
      ver: number
    }
    RowViews: {
      views: {
        /** Format: date-time */
        at: string | null
        field: string
        purpose: string
        who: string
      }[]
    }
    RuleDeadline: {
      article: string
      confidence: string | null
      count: number
      deadline: string
      document: string
      from: string
      /** @enum {string} */
      op: 'at_least' | 'at_most'
      open: string
      unit: string
    }
    RuleEdition: {
      /** Format: date-time */
      at: string | null
      by: string | null
      first: string | null
      id: string
      /** Format: date-time */
      in_force_at: string | null
      number: number
      reason: string | null
      refused_for: string | null
      second: string | null
      /** @enum {string} */
      state: 'draft' | 'seconded' | 'in_force' | 'replaced' | 'refused'
    }
    RuleOffice: {
      label: string
      office: string
      rules: components['schemas']['RuleValue'][]
    }
    RuleSet: {
      deadlines: components['schemas']['RuleDeadline'][]
      edition: components['schemas']['RuleEdition'] | null
      editions: components['schemas']['RuleEdition'][]
      name: string
      offices: components['schemas']['RuleOffice'][]
      text: string | null
      title: components['schemas']['Label']
      touched: components['schemas']['RuleTouched'][]
    }
    RuleSetLine: {
      drafts: number
      edition: {
        id: string | null
        number: number
      }
      name: string
      title: components['schemas']['Label']
    }
    RuleSets: {
      sets: components['schemas']['RuleSetLine'][]
    }
    RuleTouched: {
      id: string
      keeps: boolean
      /** @enum {string} */
      kind: 'poll' | 'plan' | 'paper' | 'deadline'
      ledger: string
      state: string
      title: string
    }
    RuleValue: {
      article: string
      confidence: string | null
      document: string
      edition: string
      label: string
      open: string
      rule: string
      value: string
    }
    Script: {
      /** Format: date-time */
      at: string
      blanks: number
      lines: components['schemas']['ScriptLine'][]
    }
    ScriptLine: {
      /** @enum {string} */
      kind: 'head' | 'say' | 'cue'
      text: string
    }
    Second: {
      code?: string
      name: string
      password: string
    }
    Session: {
      account: {
        id: string
        /** @enum {string|null} */
        locale: 'zh-Hans' | 'zh-Hant' | 'en' | null
        name: string
        title: string
      }
      grants: components['schemas']['Grant'][]
      home: components['schemas']['RegionRef']
      idle_seconds: number
      must_change: boolean
      reset?: {
        /** Format: date-time */
        at: string
        by: string
        second?: string
      }
      site: {
        demo: boolean
        name: string
        region: {
          id: string
          label: string
          path: string
        }
        rehearsal?: string
        version: string
      }
      totp: boolean
    }
    SigningPost: {
      label: string
      post: string
      region: components['schemas']['RegionRef']
    }
    SittingWithAgenda: {
      agenda: components['schemas']['Row'][]
      /** Format: date-time */
      created_at: string | null
      id: string
      is_signed: boolean
      region: components['schemas']['RegionRef']
      state: string | null
      /** Format: date-time */
      updated_at: string | null
      ver: number
    } & {
      [key: string]: components['schemas']['Value']
    }
    StateDef: {
      label: components['schemas']['Label']
      name: string
      /** @enum {string} */
      tone: 'info' | 'success' | 'warning' | 'danger' | 'neutral'
    }
    Structure: {
      at: string | null
      targets: components['schemas']['StructureTarget'][]
      total: number
      units: components['schemas']['StructureUnit'][]
    }
    StructureTarget: {
      at_least: boolean
      got: number
      id: string
      kind: string
      label: string
      met: boolean
      of: number
      unit: components['schemas']['Ref'] | null
      wanted: string
      wanted_count: number
    }
    StructureUnit: {
      considered: number
      consulted: number
      decided: number
      elected: number
      ethnic: number
      frontline: number
      id: string
      missing: string[]
      non_party: number
      proposed: number
      qualified: number
      quota: number
      reviewed: number
      title: string
      under45: number
      women: number
    }
    SumBallot: {
      answers: {
        marks: number[][]
        write_in?: {
          approve: number
          name: string
        }[]
      }[]
      returned: number
      void: number
    }
    TalkCoverage: {
      others: number
      people: number
      region: components['schemas']['RegionRef']
      rows: components['schemas']['TalkCoverageRow'][]
      talked: number
      unclear: number
    }
    TalkCoverageRow: {
      current_post: string | null
      id: string
      last: string | null
      name: string
      region: components['schemas']['RegionRef']
      talks: number
      unit: components['schemas']['Ref'] | null
    }
    Tallied: {
      abstain: number
      approve: number
      barred?: boolean
      elected: boolean
      /** @enum {string|null} */
      fate: 'elected' | 'formal' | 'tied' | 'seats_full' | 'barred' | null
      name: string
      oppose: number
      unclear: number
    }
    TellerSide: {
      count: number
      finished: boolean
      mine: boolean
      who: string | null
    }
    Template: {
      label: components['schemas']['Label']
      name: string
      /** @enum {string} */
      scope: 'congress' | 'poll' | 'election' | 'sitting' | 'unit' | 'district'
      site: boolean
    }
    Templates: {
      templates: components['schemas']['Template'][]
    }
    TotpSecret: {
      secret: string
      uri: string
    }
    TraceLine: {
      act: string
      act_label?: string
      /** Format: date-time */
      at: string | null
      from: string
      ledger?: string
      ledger_label?: string
      region?: components['schemas']['RegionRef']
      row?: string
      target?: string
      who: string
    }
    TracePage: {
      changes: components['schemas']['TraceLine'][]
      next: string | null
    }
    /** @description what a field holds */
    Value:
      | (string | null)
      | number
      | boolean
      | components['schemas']['Ref']
      | components['schemas']['File']
      | {
          sealed: boolean
        }
    View: {
      /** Format: date-time */
      at: string | null
      field: string
      field_label: string
      ledger: string
      ledger_label: string
      purpose: string
      region: components['schemas']['RegionRef']
      row: string
      who: string
    }
    ViewPage: {
      next: string | null
      views: components['schemas']['View'][]
    }
    VoidBallot: {
      void: string
    }
    VotePaper: {
      cast: number
      congress: string
      polls: {
        colour: string
        id: string
        questions: {
          after_abstain: boolean
          candidates: {
            name: string
            unit: string
          }[]
          office: string
          seats: number
          title: string
          /** @enum {string} */
          write_in: 'oppose' | 'nothing' | 'never'
          write_ins: number
        }[]
        title: string
      }[]
    }
    Waiting: {
      more: boolean
      waiting: components['schemas']['WaitingOne'][]
    }
    WaitingOne: {
      act: string
      label: string
      ledger: string
      ledger_label: components['schemas']['Label']
      region: components['schemas']['RegionRef']
      row: string
      /** Format: date-time */
      since: string | null
      title: string
    }
    Wall: {
      /** Format: date-time */
      at: string | null
      children: {
        cells: {
          [key: string]: number
        }
        id: string
        label: string
      }[]
      figures: components['schemas']['Figure'][]
      region: {
        id: string
        label: string
        path: string
      }
      totals: {
        [key: string]: number
      }
    }
    Written: {
      id: string
      ver: number
    }
  }
  responses: {
    /** @description what is wrong, where, how to mend it */
    Error: {
      headers: {
        [name: string]: unknown
      }
      content: {
        'application/json': components['schemas']['Error']
      }
    }
  }
  parameters: {
    /** @description a page of another site cannot send it */
    XHuanjie: '1'
  }
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  getAccountEvents: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            events: components['schemas']['AccountEvent'][]
          }
        }
      }
    }
  }
  postAccountLocale: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          locale: 'zh-Hans' | 'zh-Hant' | 'en'
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountPassword: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          new: string
          old: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountTotpNew: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['TotpSecret']
        }
      }
    }
  }
  postAccountTotpOff: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountTotpOn: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          code: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  getAccounts: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Accounts']
        }
      }
    }
  }
  postAccounts: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          name: string
          no_person?: string | null
          person?: {
            birth?: string | null
            name?: string | null
            unit?: string | null
          } | null
          title: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['NewAccount']
        }
      }
    }
  }
  postAccountsByAccountDisable: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        account: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountsByAccountEnable: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        account: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountsByAccountGrants: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        account: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          grants: {
            region?: string
            /** @enum {string} */
            role:
              | 'office'
              | 'cadre'
              | 'inspector'
              | 'reviewer'
              | 'discipline'
              | 'congress'
              | 'teller'
              | 'scrutineer'
              | 'leader'
              | 'registrar'
              | 'system'
              | 'security'
              | 'audit'
          }[]
          posts?:
            | {
                post: string
                region?: string
              }[]
            | null
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountsByAccountPerson: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        account: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          no_person?: string | null
          person?: {
            birth?: string | null
            name?: string | null
            unit?: string | null
          } | null
          reason?: string | null
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postAccountsByAccountReset: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        account: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            password: string
          }
        }
      }
    }
  }
  postAccountsByAccountUnlock: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        account: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  getAccountsNames: {
    parameters: {
      query?: {
        q?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Names']
        }
      }
    }
  }
  postAttendeesByAttendeeVote: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        attendee: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          decision: string
          second?: components['schemas']['Second']
          votes: boolean
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  getBackups: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Backups']
        }
      }
    }
  }
  postBackups: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobStarted']
        }
      }
    }
  }
  getCodes: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CodeTables']
        }
      }
    }
  }
  getCongresses: {
    parameters: {
      query?: {
        region?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Congresses']
        }
      }
    }
  }
  getCongressesByCongress: {
    parameters: {
      query?: never
      header?: never
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Congress']
        }
      }
    }
  }
  getCongressesByCongressBadgesPdf: {
    parameters: {
      query?: never
      header?: never
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/pdf': string
        }
      }
    }
  }
  postCongressesByCongressDeputies: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          deputies: number
          paper: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  postCongressesByCongressDue: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          due: number
          paper: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  getCongressesByCongressMotions: {
    parameters: {
      query?: never
      header?: never
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Motions']
        }
      }
    }
  }
  postCongressesByCongressOfficers: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          officers: components['schemas']['NewOfficer'][]
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  postCongressesByCongressOfficersPass: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          abstain?: number
          agenda_item?: string
          approve?: number
          by?: string
          ids: string[]
          oppose?: number
          second?: components['schemas']['Second']
          sitting?: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  getCongressesByCongressPowerCutPdf: {
    parameters: {
      query?: never
      header?: never
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/pdf': string
        }
      }
    }
  }
  getCongressesByCongressRehearsals: {
    parameters: {
      query?: never
      header?: never
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Rehearsals']
        }
      }
    }
  }
  postCongressesByCongressRehearse: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobStarted']
        }
      }
    }
  }
  postCongressesByCongressRehearseCancel: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postCongressesByCongressRoster: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          from: 'delegates' | 'elected' | 'deputies'
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RosterMade']
        }
      }
    }
  }
  postCongressesByCongressTerm: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          paper: string
          second?: components['schemas']['Second']
          term: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  postCongressesByCongressVacant: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        congress: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          paper: string
          seats: number
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  getDelegatesCredentials: {
    parameters: {
      query?: {
        body?: string
        level?: string
        region?: string
        term?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Credentials']
        }
      }
    }
  }
  getDelegatesQuotas: {
    parameters: {
      query?: {
        body?: string
        by?: string
        level?: string
        method?: string
        minimum?: number
        region?: string
        term?: number
        total?: number
        weight?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Quotas']
        }
      }
    }
  }
  postDelegatesQuotas: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['QuotasInput']
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  getDelegatesSteps: {
    parameters: {
      query?: {
        body?: string
        level?: string
        region?: string
        term?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['DelegateSteps']
        }
      }
    }
  }
  postDelegatesStepsByStep: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        step: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          approve?: number
          body?: string
          committee?: number
          decision?: string
          level?: string
          on: string
          region?: string
          term?: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['DelegateSteps']
        }
      }
    }
  }
  getDelegatesStructure: {
    parameters: {
      query?: {
        body?: string
        level?: string
        region?: string
        term?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Structure']
        }
      }
    }
  }
  postDelegatesUnitsByUnitElect: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        unit: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          poll: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  postDelegatesVacancy: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          by_election?: boolean
          delegate: string
          reason: string
          ver: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  getDistrictsByDistrict: {
    parameters: {
      query?: never
      header?: never
      path: {
        district: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['District']
        }
      }
    }
  }
  getFigures: {
    parameters: {
      query?: {
        ledger?: string
        region?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Figures']
        }
      }
    }
  }
  getFiguresBy: {
    parameters: {
      query: {
        by: string
        /** @description filters by the fields of the ledger: docs/api.md */
        filters?: {
          [key: string]: string
        }
        late?: '1'
        ledger: string
        q?: string
        region?: string
        state?: string
        sum?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Groups']
        }
      }
    }
  }
  postFiles: {
    parameters: {
      query?: {
        name?: string
      }
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/octet-stream': string
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['File']
        }
      }
    }
  }
  getFilesByFile: {
    parameters: {
      query?: never
      header?: never
      path: {
        file: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/octet-stream': string
        }
      }
    }
  }
  getForms: {
    parameters: {
      query: {
        id: string
        scope: 'congress' | 'poll' | 'election' | 'sitting' | 'unit' | 'district'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Forms']
        }
      }
    }
  }
  getFormsByForm: {
    parameters: {
      query: {
        format?: 'pdf' | 'docx'
        id: string
        scope: 'congress' | 'poll' | 'election' | 'sitting' | 'unit' | 'district'
      }
      header?: never
      path: {
        form: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/pdf': string
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document': string
        }
      }
    }
  }
  getHealth: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Health']
        }
      }
      /** @description done */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Health']
        }
      }
    }
  }
  getImports: {
    parameters: {
      query: {
        ledger: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Imports']
        }
      }
    }
  }
  postImports: {
    parameters: {
      query: {
        ledger: string
        name?: string
      }
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/octet-stream': string
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Import']
        }
      }
    }
  }
  getImportsByImport: {
    parameters: {
      query?: never
      header?: never
      path: {
        import: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Import']
        }
      }
    }
  }
  postImportsByImportCancel: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        import: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Import']
        }
      }
    }
  }
  postImportsByImportCheck: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        import: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          columns: (string | null)[]
          old?: boolean
          region?: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Import']
        }
      }
    }
  }
  postImportsByImportRun: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        import: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          again?: boolean
          check?: number
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Import']
        }
      }
    }
  }
  postImportsByImportUndo: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        import: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Import']
        }
      }
    }
  }
  getImportsByImportWrong: {
    parameters: {
      query?: never
      header?: never
      path: {
        import: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string
        }
      }
    }
  }
  getJobsByJob: {
    parameters: {
      query?: never
      header?: never
      path: {
        job: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Job']
        }
      }
    }
  }
  getLedgers: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Ledgers']
        }
      }
    }
  }
  postLedgers: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['NewLedger']
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            name: string
          }
        }
      }
    }
  }
  postLedgersByLedgerFields: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['NewField']
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postNominationsByNominationCandidates: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        nomination: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          election: string
          seat?: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  postNominationsByNominationIssue: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        nomination: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Made']
        }
      }
    }
  }
  getNominationsByNominationList: {
    parameters: {
      query?: never
      header?: never
      path: {
        nomination: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['IssuedList']
        }
      }
    }
  }
  getNominationsFlow: {
    parameters: {
      query?: {
        body_kind?: string
        level?: string
        region?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Flow']
        }
      }
    }
  }
  postNominationsNext: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          from: string
          /** @enum {string} */
          skip_by?: 'committee' | 'superior'
          skip_paper?: string
          skip_reason?: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Made']
        }
      }
    }
  }
  postOfficersByOfficerWithdraw: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        officer: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          reason: string
          second?: components['schemas']['Second']
          ver: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  getOpenapiJson: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['OpenApi']
        }
      }
    }
  }
  getPeopleNames: {
    parameters: {
      query?: {
        q?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Names']
        }
      }
    }
  }
  postPolls: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['NewPoll']
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getPollsByPoll: {
    parameters: {
      query?: never
      header?: never
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollAlike: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          as: string | null
          names: string[]
          question: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollAlikeWithdraw: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          names: string[]
          question: number
          reason: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getPollsByPollBallotsPdf: {
    parameters: {
      query?: {
        copies?: number
      }
      header?: never
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/pdf': string
        }
      }
    }
  }
  postPollsByPollCandidates: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          candidates: components['schemas']['NewCandidate'][]
          election: string
          order?: string[]
          order_reason?: string
          seen?: string[]
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollClose: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollCount: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getPollsByPollEvidence: {
    parameters: {
      query?: never
      header?: never
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/x-ndjson': string
        }
      }
    }
  }
  postPollsByPollFreeze: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          attendance?: {
            due: number
            leave_business?: number
            leave_sick?: number
            present: number
          }
          second?: components['schemas']['Second']
          seen?: string[]
          sitting?: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getPollsByPollGroupNumbers: {
    parameters: {
      query?: never
      header?: never
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['GroupNumbers']
        }
      }
    }
  }
  postPollsByPollGroups: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          mode: 'ballots' | 'sums'
          name: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getPollsByPollGroupsByGroup: {
    parameters: {
      query: {
        side: number
      }
      header?: never
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['GroupSide']
        }
      }
    }
  }
  postPollsByPollGroupsByGroupAccept: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CountGroup']
        }
      }
    }
  }
  getPollsByPollGroupsByGroupDifferences: {
    parameters: {
      query?: never
      header?: never
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Differences']
        }
      }
    }
  }
  postPollsByPollGroupsByGroupEntries: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          entries: {
            ballot: components['schemas']['Ballot'] | null
            pos: number
          }[]
          side: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            count: number
            side: number
          }
        }
      }
    }
  }
  postPollsByPollGroupsByGroupFinish: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          side: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CountGroup']
        }
      }
    }
  }
  postPollsByPollGroupsByGroupRemove: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollGroupsByGroupReopen: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          reason: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CountGroup']
        }
      }
    }
  }
  postPollsByPollGroupsByGroupSettle: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        group: string
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          ballot: components['schemas']['Ballot']
          pos: number
          reason: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CountGroup']
        }
      }
    }
  }
  postPollsByPollIssue: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          came?: number
          cut?: number
          issued?: number
          printed?: number
          returned?: number
          second?: components['schemas']['Second']
          unused?: number
          ver?: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getPollsByPollLayoutJson: {
    parameters: {
      query?: never
      header?: never
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Layout']
        }
      }
    }
  }
  getPollsByPollLines: {
    parameters: {
      query?: never
      header?: never
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['BallotLines']
        }
      }
    }
  }
  postPollsByPollNext: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          decision: string
          election: string
          reason?: string
          seats?: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollOpen: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          holders?: components['schemas']['Holder'][]
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollPutOff: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          abstain: number
          approve: number
          election: string
          oppose: number
          reason: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollRecount: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          reason: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollReduce: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          abstain: number
          approve: number
          election: string
          oppose: number
          reason: string
          seats: number
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollSeats: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          election: string
          paper: string
          seats: number
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollSign: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          duty: string
          name: string
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollSlips: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          count: number
          /** @enum {string} */
          format?: 'pdf' | 'json'
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            slips: string[]
          }
          'application/pdf': string
        }
      }
    }
  }
  postPollsByPollThaw: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          destroyed?: number
          reason: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollUnseal: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          holders?: components['schemas']['Holder'][]
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollVoid: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          by?: string
          cause: string
          document?: string
          duty?: string
          item?: string
          name?: string
          password: string
          reason: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  postPollsByPollWithdrawals: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        poll: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          by: 'nominee' | 'putters' | 'correction'
          election: string
          name: string
          paper: string
          right?: string
          second?: components['schemas']['Second']
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Poll']
        }
      }
    }
  }
  getRegions: {
    parameters: {
      query?: {
        parent?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Regions']
        }
      }
    }
  }
  getRegionsByRegion: {
    parameters: {
      query?: never
      header?: never
      path: {
        region: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RegionPath']
        }
      }
    }
  }
  getRegionsFind: {
    parameters: {
      query?: {
        q?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Regions']
        }
      }
    }
  }
  postRehearsalsByRehearsalDestroy: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        rehearsal: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobStarted']
        }
      }
    }
  }
  postRehearsalsByRehearsalServe: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        rehearsal: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  getRowsByLedger: {
    parameters: {
      query?: {
        after?: string
        /** @description filters by the fields of the ledger: docs/api.md */
        filters?: {
          [key: string]: string
        }
        late?: '1'
        limit?: number
        q?: string
        region?: string
        sort?: string
        state?: string
      }
      header?: never
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RowPage']
        }
      }
    }
  }
  postRowsByLedger: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          fields: {
            [key: string]: components['schemas']['Value']
          }
          region?: string
          state?: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Written']
        }
      }
    }
  }
  getRowsByLedgerByRow: {
    parameters: {
      query?: never
      header?: never
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  postRowsByLedgerByRow: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          fields: {
            [key: string]: components['schemas']['Value']
          }
          ver: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Written']
        }
      }
    }
  }
  postRowsByLedgerByRowActsByAct: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        act: string
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          fields?: {
            [key: string]: components['schemas']['Value']
          }
          password?: string
          reason?: string
          ver: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Acted']
        }
      }
    }
  }
  getRowsByLedgerByRowHistory: {
    parameters: {
      query?: never
      header?: never
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['History']
        }
      }
    }
  }
  postRowsByLedgerByRowRemove: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          reason: string
          ver: number
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postRowsByLedgerByRowRestore: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Written']
        }
      }
    }
  }
  postRowsByLedgerByRowUnseal: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          field: string
          purpose: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            value: string
          }
        }
      }
    }
  }
  getRowsByLedgerByRowViews: {
    parameters: {
      query?: never
      header?: never
      path: {
        ledger: string
        row: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RowViews']
        }
      }
    }
  }
  postRowsByLedgerBulk: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          act?: string
          fields?: {
            [key: string]: components['schemas']['Value']
          }
          reason?: string
          rows: components['schemas']['RowVersion'][]
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Done']
        }
      }
    }
  }
  getRowsByLedgerCount: {
    parameters: {
      query?: {
        /** @description filters by the fields of the ledger: docs/api.md */
        filters?: {
          [key: string]: string
        }
        late?: '1'
        q?: string
        region?: string
        state?: string
      }
      header?: never
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Count']
        }
      }
    }
  }
  getRowsByLedgerExport: {
    parameters: {
      query?: {
        empty?: '0' | '1'
        /** @description filters by the fields of the ledger: docs/api.md */
        filters?: {
          [key: string]: string
        }
        format?: 'xlsx' | 'csv'
        late?: '1'
        q?: string
        region?: string
        sort?: string
        state?: string
      }
      header?: never
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string
          'text/csv': string
        }
      }
    }
  }
  getRowsByLedgerRemoved: {
    parameters: {
      query?: {
        region?: string
      }
      header?: never
      path: {
        ledger: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RemovedRows']
        }
      }
    }
  }
  getRules: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RuleSets']
        }
      }
    }
  }
  getRulesByRules: {
    parameters: {
      query?: {
        edition?: string
      }
      header?: never
      path: {
        rules: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RuleSet']
        }
      }
    }
  }
  postRulesByRulesEditions: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        rules: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          reason: string
          text: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Made']
        }
      }
    }
  }
  postRulesEditionsByEditionApprove: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        edition: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['EditionState']
        }
      }
    }
  }
  postRulesEditionsByEditionRefuse: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        edition: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          reason: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['EditionState']
        }
      }
    }
  }
  getSearch: {
    parameters: {
      query?: {
        q?: string
        region?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Hits']
        }
      }
    }
  }
  getSession: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Session']
        }
      }
    }
  }
  postSession: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['Login']
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Session']
        }
      }
    }
  }
  postSessionEnd: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postSessionUnlock: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          password: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postSittingsBySittingCheckIn: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        sitting: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          door: string
          events: components['schemas']['DoorEvent'][]
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CheckedIn']
        }
      }
    }
  }
  postSittingsBySittingClose: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        sitting: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  getSittingsBySittingHall: {
    parameters: {
      query?: never
      header?: never
      path: {
        sitting: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Hall']
        }
      }
    }
  }
  postSittingsBySittingOpen: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        sitting: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Row']
        }
      }
    }
  }
  getSittingsBySittingRoll: {
    parameters: {
      query?: never
      header?: never
      path: {
        sitting: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Roll']
        }
      }
    }
  }
  getSittingsBySittingScript: {
    parameters: {
      query?: never
      header?: never
      path: {
        sitting: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Script']
        }
      }
    }
  }
  getTalksCoverage: {
    parameters: {
      query?: {
        missing?: '0' | '1'
        region?: string
        since?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['TalkCoverage']
        }
      }
    }
  }
  getTemplates: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Templates']
        }
      }
    }
  }
  getTemplatesByTemplate: {
    parameters: {
      query?: never
      header?: never
      path: {
        template: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document': string
        }
      }
    }
  }
  postTemplatesByTemplate: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        template: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document': string
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  postTemplatesByTemplateReset: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path: {
        template: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      204: {
        headers: {
          [name: string]: unknown
        }
        content?: never
      }
    }
  }
  getTrace: {
    parameters: {
      query?: {
        after?: string
        kind?: 'changes' | 'events'
        ledger?: string
        region?: string
        who?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['TracePage']
        }
      }
    }
  }
  postVerify: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': Record<string, unknown>
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobStarted']
        }
      }
    }
  }
  getViews: {
    parameters: {
      query?: {
        after?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ViewPage']
        }
      }
    }
  }
  postVoteCast: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          ballots: {
            answers: components['schemas']['Answer'][]
            poll: string
          }[]
          slip: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': {
            in: boolean
          }
        }
      }
    }
  }
  postVotePaper: {
    parameters: {
      query?: never
      header: {
        /** @description a page of another site cannot send it */
        'X-Huanjie': components['parameters']['XHuanjie']
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': {
          slip: string
        }
      }
    }
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['VotePaper']
        }
      }
    }
  }
  getWaiting: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Waiting']
        }
      }
    }
  }
  getWall: {
    parameters: {
      query?: {
        region?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      '4XX': components['responses']['Error']
      '5XX': components['responses']['Error']
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Wall']
        }
      }
    }
  }
}
