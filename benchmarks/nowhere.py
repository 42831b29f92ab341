"""An aiosmtpd server whose handler keeps nothing: `python -m benchmarks.nowhere PORT`.

It is what our door is measured beside, and the relay that swallows the answers.
"""

import asyncio
import logging
import sys

from aiosmtpd.smtp import SMTP


class Nothing:
    """Takes every letter and forgets it."""

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802 - aiosmtpd's name
        return "250 OK"


async def _serve(port: int) -> None:
    logging.getLogger("mail.log").disabled = True
    loop = asyncio.get_running_loop()

    def made() -> SMTP:
        return SMTP(Nothing(), hostname="nowhere.example", loop=loop)

    server = await loop.create_server(made, "127.0.0.1", port)
    print("ok", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
