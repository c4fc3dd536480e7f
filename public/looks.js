document.documentElement.dataset.looks = localStorage.looks ?? '';
