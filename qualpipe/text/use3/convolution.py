"""Convolutions over two, three or five tokens, with fewer products than by the book.

Two neighbouring answers share some of their products (Winograd 1980; Lavin & Gray 2016,
arXiv:1509.09308): over two tokens they need three instead of four, over three four instead of six.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# The most tokens that are looked at in one go; five are three and two.
_AT_ONCE = 3


def filters(kernel: Floats) -> list[tuple[int, Floats]]:
    """Prepare a kernel of shape (tokens, n, n): filters, and the first token that each sees."""
    if len(kernel) > _AT_ONCE:
        return [
            *filters(kernel[:_AT_ONCE]),
            *((_AT_ONCE + place, one) for place, one in filters(kernel[_AT_ONCE:])),
        ]
    if len(kernel) == _AT_ONCE:
        first, middle, last = kernel
        outer = first + last
        return [(0, np.stack([first, (outer + middle) / 2, (outer - middle) / 2, last]))]
    first, last = kernel
    return [(0, np.stack([first, first + last, last]))]


def convolve(rows: Floats, prepared: Floats, room: Floats, out: Floats, *, add: bool) -> None:
    """Put the answers into `out`, or add them to it; answer t sees the rows from t on.

    `room` is for what comes between: four times half of `out`, which has an even number of rows.
    """
    count = len(out)
    pairs = [rows[shift : shift + count : 2] for shift in range(len(prepared))]
    seen, left, right, other = (one[: count // 2] for one in room)
    if len(prepared) > _AT_ONCE:
        a, b, c, d = pairs
        np.matmul(np.subtract(a, c, out=seen), prepared[0], out=left)
        np.matmul(np.subtract(b, d, out=seen), prepared[3], out=right)
        np.matmul(np.subtract(c, b, out=seen), prepared[2], out=other)
        left += other
        right += other
        np.matmul(np.add(b, c, out=seen), prepared[1], out=other)
    else:
        a, b, c = pairs
        np.matmul(np.subtract(a, b, out=seen), prepared[0], out=left)
        np.matmul(np.subtract(b, c, out=seen), prepared[2], out=right)
        np.copyto(seen, b)
        np.matmul(seen, prepared[1], out=other)
    left += other
    np.subtract(other, right, out=right)
    for side, found in enumerate((left, right)):
        if add:
            out[side::2] += found
        else:
            out[side::2] = found
