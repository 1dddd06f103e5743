import { markup } from './markup.js'

/** Colours and fonts of all pages, for light and dark themes. Each text has a contrast of at least 4.5 to its ground. */
export const palette = markup`:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f6f7f9; --line: #dfe3e8; --text: #1d232b; --muted: #57616d; --link: #0a58ad;
  --good: #10602a; --good-ground: #def6e4; --other: #0a58ad; --other-ground: #e2effd;
  --fault: #7a4a00; --fault-ground: #fdf0d5; --bad: #a3161c; --bad-ground: #fde7e6;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #111418; --raised: #191e24; --line: #2c333c; --text: #e3e7ec; --muted: #9ba6b2; --link: #7db7f7;
    --good: #83dda0; --good-ground: #12301d; --other: #7db7f7; --other-ground: #14283f;
    --fault: #f0c878; --fault-ground: #332710; --bad: #ffa39d; --bad-ground: #3d1719;
  }
}`
