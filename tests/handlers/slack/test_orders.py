"""What belongs to one conversation waits for its turn, in order; the rest does not."""

import asyncio

from handlers.slack.orders import Orders


async def test_turns_come_in_order_and_conversations_do_not_wait_for_others():
    orders, done, begun = Orders(), [], asyncio.Event()

    async def work(conversation, number, seconds):
        async with orders.turn(conversation):
            begun.set()
            await asyncio.sleep(seconds)
            done.append((conversation, number))

    slow = asyncio.create_task(work("a", 0, 0.05))
    await begun.wait()
    rest = [asyncio.create_task(work("a", n, 0)) for n in range(1, 20)]
    other = asyncio.create_task(work("b", 0, 0))
    await asyncio.gather(slow, other, *rest)

    assert done[0] == ("b", 0)
    assert done[1:] == [("a", n) for n in range(20)]


async def test_a_turn_that_fails_lets_the_next_one_come_and_nothing_is_left():
    orders = Orders()

    async def fail():
        async with orders.turn("a"):
            raise ZeroDivisionError

    results = await asyncio.gather(*(fail() for _ in range(3)), return_exceptions=True)

    assert [type(each) for each in results] == [ZeroDivisionError] * 3
    assert orders.waiting == 0
    assert not orders._locks
