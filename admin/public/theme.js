// Sets the theme that the person chose before anything is drawn; `theme.ts` changes it later. Without
// a choice, the style sheet follows the system.
;(function () {
  try {
    var choice = localStorage.getItem('linchpin.theme')
    if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice
  } catch {
    // Storage is forbidden here; the system's theme serves.
  }
})()
