/** Some of the people who are here, each ticked or not. */
import { useMembers } from "../place.js";
import { CheckField } from "./fields.js";

interface PeopleFieldProps {
  legend: string;
  chosen: readonly string[];
  choose: (chosen: readonly string[]) => void;
}

export function PeopleField({ legend, chosen, choose }: PeopleFieldProps) {
  const people = (useMembers() ?? []).filter(({ kind }) => kind === "person");
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="choices">
        {people.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            isChecked={chosen.includes(id)}
            onChecked={(isChecked) => choose(isChecked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
