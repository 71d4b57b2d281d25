// Figures that take their time are asked for again until they are there.
if (document.getElementById("waiting")) setTimeout(() => location.reload(), 1500);
