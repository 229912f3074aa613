/**
 * Look of the printable HTML file after GB/T 9704-2012: A4, text area 156 mm × 225 mm, 3号仿宋 on 22 lines.
 * Constant text, so it may stand in a style element unescaped.
 */
export const STANDALONE_CSS = `
:root {
  --song: '方正小标宋简体', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', '宋体', 'SimSun', 'Songti SC', 'Noto Serif CJK SC', serif;
  --fangsong: '仿宋_GB2312', '仿宋', 'FangSong', 'STFangsong', 'Noto Serif CJK SC', '宋体', 'SimSun', serif;
  --hei: '黑体', 'SimHei', 'Heiti SC', 'Noto Sans CJK SC', sans-serif;
  --kai: '楷体_GB2312', '楷体', 'KaiTi', 'STKaiti', 'Kaiti SC', 'Noto Serif CJK SC', serif;
}
* { box-sizing: border-box; }
html { background: #e8e8e8; color: #000; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; font: 16pt/28.95pt var(--fangsong); }
main { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 37mm 26mm 35mm 28mm; background: #fff; }
h1, h2, h3, h4 { margin: 0; font-size: 16pt; font-weight: normal; text-indent: 2em; break-after: avoid; }
h1 { margin-bottom: 28.95pt; font: 22pt/36pt var(--song); text-align: center; text-indent: 0; text-wrap: balance; }
h2 { font-family: var(--hei); }
h3 { font-family: var(--kai); }
h4 { font-weight: bold; }
p { margin: 0; text-align: justify; text-indent: 2em; letter-spacing: -0.25pt; overflow-wrap: break-word; orphans: 2; widows: 2; }
ul, ol { margin: 0; padding-left: 4em; }
li p { text-indent: 0; }
blockquote { margin: 0; padding-left: 2em; font-family: var(--kai); }
hr { border: 0; border-top: 0.5pt solid #000; }
a { color: inherit; }
table { width: 100%; margin: 8pt 0; border-collapse: collapse; font-size: 12pt; line-height: 1.5; }
th, td { padding: 2pt 4pt; border: 0.5pt solid #000; text-align: left; vertical-align: middle; }
td[align='right'] { text-align: right; }
td[align='center'] { text-align: center; }
th, th[align] { font-family: var(--hei); font-weight: normal; text-align: center; white-space: nowrap; }
main > table:not(.figures) { break-inside: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td.number { text-align: right; white-space: nowrap; }
a.figure { text-decoration: underline; text-decoration-color: #9a9a9a; text-decoration-thickness: 0.5pt; text-underline-offset: 3pt; white-space: nowrap; }
a.figure-assumption { text-decoration-style: dashed; text-decoration-color: #7a4b00; }
a.figure-missing { color: #6b6b6b; text-decoration: none; white-space: normal; }
.figures td:nth-child(3) { white-space: nowrap; }
.signature { margin: 28.95pt 0; padding-right: 4em; text-align: right; break-inside: avoid; break-before: avoid; }
.signature > div { display: inline-block; }
.signature p { text-align: center; text-indent: 0; }
.appendix { margin-top: 58pt; break-before: page; }
.appendix h2 { margin-bottom: 14pt; font: 22pt/36pt var(--song); text-align: center; text-indent: 0; }
.appendix p { font-size: 12pt; line-height: 1.6; }
.appendix table { font-size: 9pt; line-height: 1.45; }
.appendix td:first-child { width: 21%; overflow-wrap: anywhere; }
.appendix td:last-child { width: 32%; }
.appendix td:nth-child(2) { white-space: normal; min-width: 5.5em; }
.appendix td:nth-child(4) { min-width: 5.5em; }
.appendix code { color: #555; font: 7pt/1.3 monospace; }
.appendix tr:target { background: #fff3c4; }
.assumption { color: #7a4b00; }
@media screen and (max-width: 210mm) {
  main { width: auto; min-height: 0; margin: 0; padding: 24px 16px; }
  table { display: block; overflow-x: auto; }
}
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  @page :right { @bottom-right { content: '— ' counter(page) ' —　'; font: 14pt '宋体', 'SimSun', 'Noto Serif CJK SC', serif; } }
  @page :left { @bottom-left { content: '　— ' counter(page) ' —'; font: 14pt '宋体', 'SimSun', 'Noto Serif CJK SC', serif; } }
  html { background: none; }
  main { width: auto; min-height: 0; margin: 0; padding: 0; }
  a.figure { text-decoration: none; }
  .appendix { margin-top: 0; }
}
`;
