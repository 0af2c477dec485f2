// How Teams shows Adaptive Cards, near enough to judge a card by: its sizes, spaces and colours for Microsoft's own renderer.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const text = { default: "#242424", subtle: "#616161" };
const colors = {
  default: text,
  dark: text,
  light: { default: "#ffffff", subtle: "#f0f0f0" },
  accent: { default: "#4f52b2", subtle: "#5b5fc7" },
  good: { default: "#237b4b", subtle: "#237b4b" },
  warning: { default: "#835c00", subtle: "#835c00" },
  attention: { default: "#c4314b", subtle: "#c4314b" },
};
const style = (backgroundColor) => ({ backgroundColor, foregroundColors: colors });
const font = (fontFamily) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
});

const hostConfig = {
  supportsInteractivity: true,
  fontTypes: {
    default: font("'Segoe UI', 'Liberation Sans', Arial, sans-serif"),
    monospace: font("Consolas, 'Liberation Mono', monospace"),
  },
  spacing: { none: 0, small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 16 },
  separator: { lineThickness: 1, lineColor: "#e0e0e0" },
  containerStyles: { default: style("#ffffff"), emphasis: style("#f5f5f5") },
  actions: {
    maxActions: 6,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    buttonSpacing: 8,
    spacing: "default",
    showCard: { actionMode: "inline", inlineTopMargin: 8, style: "emphasis" },
  },
  inputs: { label: { requiredInputs: { color: "default" }, optionalInputs: { color: "default" } } },
};

const icon = readFileSync(new URL("../../adapters/teams/icons/color.png", import.meta.url)).toString("base64");

export const css = `
.teams { font: 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; background: #f5f5f5; padding: 12px; display: flex; gap: 10px; }
.teams .icon { flex: 0 0 32px; height: 32px; border-radius: 4px; background: url(data:image/png;base64,${icon}) center / cover; }
.teams .message { flex: 0 1 480px; min-width: 0; }
.teams .message.full { flex-basis: 100%; }
.teams .name { font-size: 12px; color: #616161; margin: 0 0 4px; }
.teams .name b { color: #242424; font-weight: 600; }
.teams .card { background: #fff; border-radius: 4px; box-shadow: 0 1px 3px rgba(0, 0, 0, 0.2); border: 1px solid #e0e0e0; }
.teams .ac-pushButton { font: 600 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; height: 32px; padding: 0 12px; background: #fff;
  border: 1px solid #d1d1d1; border-radius: 4px; color: #242424; margin-bottom: 4px; }
.teams .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
.teams .ac-pushButton.style-destructive { background: #fff; border-color: #c4314b; color: #c4314b; }
.teams input.ac-input:not([type]), .teams .ac-textInput, .teams .ac-dateInput, .teams .ac-timeInput, .teams select.ac-input,
.teams input.ac-choiceSetInput-filtered, .teams .ac-choiceSetInput-filtered-textbox { font: 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; box-sizing: border-box; background: #fff;
  border: 1px solid #d1d1d1; border-bottom-color: #616161; border-radius: 4px; padding: 5px 10px; color: #242424; }
.teams .ac-choiceSetInput-filtered-textbox { width: 100%; }
.teams .ac-actionSet { flex-wrap: wrap; }
.teams .ac-choiceSetInput-filtered-container { width: 100%; }
.teams textarea.ac-input { min-height: 64px; }
.teams .ac-anchor { color: #4f52b2; text-decoration: none; }
.teams .ac-selectable { cursor: pointer; }
`;

export const library = () => readFileSync(require.resolve("adaptivecards/dist/adaptivecards.min.js"), "utf8");

// The library shows the value of a choice where Teams shows its title.
export function titled(part) {
  if (Array.isArray(part)) return part.map(titled);
  if (!part || typeof part !== "object") return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, titled(value)]));
  if (copy.style !== "filtered" || !copy.choices) return copy;
  const chosen = copy.choices.find((choice) => choice.value === copy.value);
  return { ...copy, ...(chosen && { value: chosen.title }), choices: copy.choices.map(({ title }) => ({ title, value: title })) };
}

// Runs in the page: draws window.cards and says what Microsoft's parser finds wrong with each.
export const script = `
const problems = [];
// Its pattern for languages remembers the last one; and a field that is searched needs no choices.
const wrong = (event) => !/property "lang"|at least one choice/.test(event.message);
AdaptiveCards.GlobalSettings.enableFallback = true;
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text.replace(/\\\\(?=[!-/:-@[-\`{-~])/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;");
  result.didProcess = true;
};
for (const place of document.querySelectorAll(".card")) {
  const content = window.cards[place.dataset.card];
  const card = new AdaptiveCards.AdaptiveCard();
  const context = new AdaptiveCards.SerializationContext();
  card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)});
  card.parse(content, context);
  const events = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index));
  for (const event of [...events, ...card.validateProperties().validationEvents].filter(wrong)) {
    problems.push(place.dataset.title + ": " + event.message);
  }
  place.appendChild(card.render());
}
document.documentElement.dataset.problems = JSON.stringify(problems);
document.documentElement.dataset.heights = JSON.stringify([...document.querySelectorAll(".item")].map((item) => item.offsetHeight));
document.documentElement.dataset.height = document.documentElement.scrollHeight;
`;
