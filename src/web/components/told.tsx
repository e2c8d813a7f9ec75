/** What was just done, said once at the foot of the page, with a way back where there is one. */
import { signal } from "@preact/signals";
import { Button } from "./button.js";

interface Told {
  readonly text: string;
  readonly undo?: { readonly label: string; readonly run: () => void };
}

const told = signal<Told | undefined>(undefined);
const shownMs = 9_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function tell(text: string, undo?: Told["undo"]): void {
  clearTimeout(timer);
  told.value = { text, ...(undo ? { undo } : {}) };
  timer = setTimeout(() => {
    told.value = undefined;
  }, shownMs);
}

export function ToldNote() {
  const said = told.value;
  return (
    <div class="told" role="status">
      {said && (
        <div class="row between">
          <span class="grow">{said.text}</span>
          {said.undo && (
            <Button
              rank="link"
              onPress={() => {
                told.value = undefined;
                said.undo?.run();
              }}
            >
              {said.undo.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
