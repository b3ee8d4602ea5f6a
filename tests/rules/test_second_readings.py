"""Which decisions are read a second time."""

from portal.moderation import SAMPLED, is_sampled


def test_two_in_a_hundred_are_drawn_and_always_the_same() -> None:
    drawn = [number for number in range(20_000) if is_sampled("key", number)]
    assert abs(len(drawn) / 20_000 - SAMPLED) < 0.004
    assert drawn == [number for number in range(20_000) if is_sampled("key", number)]


def test_without_the_key_nobody_knows_which() -> None:
    drawn, other = ({number for number in range(5_000) if is_sampled(key, number)} for key in ("key", "another"))
    assert len(drawn & other) < len(drawn) / 4
