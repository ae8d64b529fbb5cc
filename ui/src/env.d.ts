/// <reference types="vite/client" />
declare module 'virtual:texts/*' {
  const texts: Record<string, string>
  export default texts
}
declare module '*.css'
declare module 'opencc-js' {
  export function Converter(how: { from: string; to: string }): (text: string) => string
}
