// The choice of a text: it shows the options of whatever text is shown, and what is changed there
// by hand is a text of its own.

const chosen = document.getElementById("text-sought");
const options = [...chosen.querySelectorAll("select[name^='o.']")];
const text = document.getElementById("text");
const BY_OPTIONS = "*";

chosen.addEventListener("change", (event) => {
  if (options.includes(event.target)) text.value = BY_OPTIONS;
});

// the address names a text by its name or by its options, never by both
chosen.addEventListener("formdata", ({ formData }) => {
  if (text.value === BY_OPTIONS) formData.delete("text");
  else options.forEach((option) => formData.delete(option.name));
});

document.addEventListener("loaded", (event) => {
  const section = event.target.querySelector("[data-shown]");
  if (!section) return;
  const shown = JSON.parse(section.dataset.shown);
  document.getElementById("form").value = shown.form;
  for (const option of options) option.value = shown.options[option.name.slice(2)];
});
