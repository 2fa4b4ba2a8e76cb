// Before the first paint, so that a chosen theme does not flash: the only script that blocks.
try {
  const theme = JSON.parse(localStorage.getItem('zoetrope.theme'));
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme it is.
}
