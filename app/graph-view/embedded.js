// Tells the page around an embedded picture how high it is, and again whenever that changes. The
// page around may listen: `event.data.type === 'opora:height'`, `event.data.height` in CSS px.
if (parent !== window) {
    let told = 0;
    const tell = () => {
        const height = Math.ceil(document.body.getBoundingClientRect().height);
        if (height === told) return;
        told = height;
        parent.postMessage({ type: 'opora:height', height }, '*');
    };
    new ResizeObserver(tell).observe(document.body);
}
