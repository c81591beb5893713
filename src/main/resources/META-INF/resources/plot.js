// Draws the plan's plot from the table beside it: nothing is computed here, and without scripts the table says it all.
const table = document.querySelector('table[data-plot]');
const canvas = document.querySelector('canvas[data-plot]');

if (table && canvas && window.Chart) {
  const rows = [...table.querySelectorAll('tbody tr[data-population]')];
  new window.Chart(canvas, {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.dataset.stratum),
      datasets: [
        { label: table.dataset.first || '总体数', data: rows.map((row) => Number(row.dataset.population)), backgroundColor: '#b8c7d9' },
        { label: table.dataset.second || '实抽数', data: rows.map((row) => Number(row.dataset.sample || 0)), backgroundColor: '#1f5fa8' },
      ],
    },
    options: {
      animation: false,
      indexAxis: 'y',
      maintainAspectRatio: false,
      // strata differ by three orders of magnitude: on a linear axis the small ones would vanish
      scales: { x: { type: 'logarithmic', title: { display: true, text: '检查对象数（对数刻度）' } } },
    },
  });
}
