import pytest

from storage import aliases, matters


@pytest.fixture
def two(store, world):
    """Give the ids of two matters."""

    def work(db):
        return [
            matters.add(db, firm_id=world.ada.firm_id, number=number, name="x")
            for number in "12"
        ]

    return store.write(work)


@pytest.fixture
def answer(store, world):
    def answered(matter_id, person=world.ada):
        return store.write(
            lambda db: aliases.answered(
                db, **person.scope, label="smith", matter_id=matter_id
            )
        )

    return answered


def known(store, person):
    with store.read() as db:
        return aliases.for_person(db, **person.scope)


def confirm(store, person, matter_id, *, whole_firm=False):
    scope = person.scope | ({"timekeeper_id": None} if whole_firm else {})
    store.write(
        lambda db: aliases.confirm(db, **scope, label="smith", matter_id=matter_id)
    )


def test_equal_answers_are_counted_and_not_yet_believed(store, world, two, answer):
    assert [answer(two[0]), answer(two[0])] == [1, 2]
    assert answer(two[0], world.ben) == 1
    assert known(store, world.ada) == {}


def test_a_confirmed_alias_is_the_persons_own(store, world, two, answer):
    answer(two[0])
    confirm(store, world.ada, two[0])

    assert answer(two[0]) == 2
    assert known(store, world.ada) == {"smith": two[0]}
    assert known(store, world.ben) == {}


def test_a_different_answer_unlearns(store, world, two, answer):
    answer(two[0])
    confirm(store, world.ada, two[0])

    assert answer(two[1]) == 1
    assert known(store, world.ada) == {}
    assert answer(two[1]) == 2


def test_the_firms_alias_is_everybodys_and_the_persons_own_goes_over_it(
    store, world, two
):
    confirm(store, world.ada, two[0], whole_firm=True)
    assert known(store, world.ben) == {"smith": two[0]}

    confirm(store, world.ben, two[1])
    assert known(store, world.ben) == {"smith": two[1]}
    assert known(store, world.ada) == {"smith": two[0]}

    confirm(store, world.ada, two[1], whole_firm=True)
    assert known(store, world.ada) == {"smith": two[1]}


def test_an_alias_is_listed_and_forgotten(store, world, two, answer):
    answer(two[0])
    confirm(store, world.ada, two[1], whole_firm=True)

    def forget(**scope):
        return store.write(lambda db: aliases.forget(db, **scope, label="smith"))

    with store.read() as db:
        listed = aliases.listed(db, **world.ada.scope)
    assert [(each.matter_id, each.answers, each.confirmed) for each in listed] == [
        (two[0], 1, False),
        (two[1], 0, True),
    ]
    assert forget(firm_id=world.ada.firm_id, timekeeper_id=None)
    assert forget(**world.ada.scope)
    assert not forget(**world.ada.scope)
    assert known(store, world.ada) == {}
