"""The server says plainly that a port is taken, before anything starts."""

import socket
from pathlib import Path

import pytest

from dashboard.server import PortTaken, serve


def test_a_taken_port_is_named_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} on 127.0.0.1 is not free.*--port"):
            serve(tmp_path, port=port, host="127.0.0.1")
