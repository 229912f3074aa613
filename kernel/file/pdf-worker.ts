import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { DrawnPage, PdfTask } from './draw-page.ts';

// Runs in a thread of its own, which is ended when a hostile file makes it work for too long.

const { bytes, edgeMax } = workerData as PdfTask; // written by draw-page.ts

const library = await PDFiumLibrary.init();
const document = await library.loadDocument(bytes);
const pageCount = document.getPageCount();
const page = document.getPage(0);
const { originalWidth, originalHeight } = page.getOriginalSize();
const scale = edgeMax / Math.max(originalWidth, originalHeight, 1);
const { data, width, height } = await page.render({
  width: Math.max(1, Math.round(originalWidth * scale)),
  height: Math.max(1, Math.round(originalHeight * scale)),
});
const drawn: DrawnPage = { pageCount, width, height, pixels: data };
parentPort?.postMessage(drawn, []);
