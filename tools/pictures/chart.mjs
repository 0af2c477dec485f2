// Charts, which neither library draws, as pictures: only what is in them is meant, not how a platform paints it.

const [WIDTH, ROW, LABEL] = [420, 24, 150];

// The same blocks or card with a picture in place of every chart.
export function drawn(part) {
  if (Array.isArray(part)) return part.map(drawn);
  if (!part || typeof part !== "object") return part;
  if (part.type === "data_visualization") return slack(part);
  if (part.type?.startsWith?.("Chart.")) return teams(part);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, drawn(value)]));
}

function slack({ title, chart }) {
  const bars = chart.series[0].data.map(({ label, value }) => [label, value]);
  return { type: "image", alt_text: title, title: { type: "plain_text", text: title }, image_url: picture(bars) };
}

function teams({ title, data }) {
  const bars = data.map(({ x, y, title, value }) => [x ?? title, y ?? value]);
  return {
    type: "Container",
    items: [
      { type: "TextBlock", text: title ?? "", weight: "Bolder", wrap: true },
      { type: "Image", url: picture(bars), altText: title ?? "chart" },
    ],
  };
}

function picture(bars) {
  const most = Math.max(...bars.map(([, value]) => value), 1e-9);
  const rows = bars.map(([label, value], index) => {
    const [y, width] = [index * ROW, (value / most) * (WIDTH - LABEL - 60)];
    const bar = `<rect x="${LABEL}" y="${y + 4}" width="${width}" height="16" fill="#5b5fc7"/>`;
    return `<text x="0" y="${y + 17}">${escape(label)}</text>${bar}<text x="${LABEL + width + 6}" y="${y + 17}">${value}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bars.length * ROW}" font-family="Arial" font-size="12">${rows.join("")}</svg>`;
  return "data:image/svg+xml," + encodeURIComponent(svg);
}

const escape = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;");
