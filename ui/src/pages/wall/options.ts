/* Chart options of the wall. Pure. */
import type { StateDef, Tone } from '../../api/types'
import type { Point, Stack } from './board'

export interface Ink {
  text: string
  soft: string
  line: string
  card: string
  tones: Record<Tone, string>
  bar: string
}

export function inkOf(dark: boolean): Ink {
  return dark
    ? {
        text: '#e4e8ee',
        soft: '#a3abb7',
        line: '#333a43',
        card: '#1c2026',
        bar: '#4f9ad6',
        tones: {
          info: '#4f9ad6',
          success: '#4db07f',
          warning: '#d29b45',
          danger: '#e5746b',
          neutral: '#7f8793',
        },
      }
    : {
        text: '#20262e',
        soft: '#5c6470',
        line: '#dde2e8',
        card: '#ffffff',
        bar: '#2f74b0',
        tones: {
          info: '#4b8ec6',
          success: '#3d9467',
          warning: '#d19a3c',
          danger: '#c9574f',
          neutral: '#a9b1bc',
        },
      }
}

function shade(colour: string, by: number, dark: boolean): string {
  const to = dark ? 0 : 255
  const part = (i: number): string =>
    Math.round(parseInt(colour.slice(i, i + 2), 16) * (1 - by) + to * by)
      .toString(16)
      .padStart(2, '0')
  return `#${part(1)}${part(3)}${part(5)}`
}

/** A colour for each state: its tone, paler for each further state of the same tone. */
export function stateColours(states: StateDef[], ink: Ink): Record<string, string> {
  const seen: Partial<Record<Tone, number>> = {}
  return Object.fromEntries(
    states.map((s) => {
      const n = seen[s.tone] ?? 0
      seen[s.tone] = n + 1
      return [s.name, shade(ink.tones[s.tone], Math.min(0.66, n * 0.36), ink.card !== '#ffffff')]
    }),
  )
}

const font = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
const base = (ink: Ink): Record<string, unknown> => ({
  animationDuration: 300,
  textStyle: { fontFamily: font, color: ink.text },
})
const tip = (ink: Ink, trigger: string): Record<string, unknown> => ({
  trigger,
  axisPointer: { type: 'shadow' },
  backgroundColor: ink.card,
  borderColor: ink.line,
  textStyle: { color: ink.text, fontSize: 13 },
  confine: true,
})

export function stacked(
  stack: Stack,
  names: string[],
  ink: Ink,
  many: boolean,
): Record<string, unknown> {
  return {
    ...base(ink),
    tooltip: tip(ink, 'axis'),
    legend: {
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 12,
      icon: 'roundRect',
      textStyle: { color: ink.text },
    },
    grid: { left: 4, right: 8, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: stack.children.map((c) => c.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.line } },
      axisLabel: { color: ink.soft, interval: 0, rotate: many ? 40 : 0, fontSize: 12 },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: ink.soft },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: stack.states.map((s, i) => ({
      type: 'bar',
      stack: 'all',
      name: names[i],
      barMaxWidth: 34,
      cursor: 'pointer',
      itemStyle: { color: stateColours(stack.states, ink)[s.name] },
      data: stack.values[i],
    })),
  }
}

export function columns(points: Point[], name: string, ink: Ink): Record<string, unknown> {
  return {
    ...base(ink),
    tooltip: tip(ink, 'axis'),
    grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: points.map((p) => p.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.line } },
      axisLabel: { color: ink.soft, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: ink.soft },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: [
      {
        type: 'bar',
        name,
        barMaxWidth: 26,
        cursor: 'pointer',
        itemStyle: { color: ink.bar, borderRadius: [2, 2, 0, 0] },
        data: points.map((p) => p.value),
      },
    ],
  }
}

export function ring(points: Point[], colours: string[], ink: Ink): Record<string, unknown> {
  return {
    ...base(ink),
    tooltip: { ...tip(ink, 'item'), formatter: '{b}: {c} ({d}%)' },
    color: colours,
    series: [
      {
        type: 'pie',
        radius: ['58%', '86%'],
        label: { show: false },
        cursor: 'pointer',
        itemStyle: { borderColor: ink.card, borderWidth: 2 },
        data: points.map((p) => ({ name: p.label, value: p.value })),
      },
    ],
  }
}
