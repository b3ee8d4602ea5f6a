"""The hostile store, the confused shopper and the moderator who is none any more, at every address of the desk."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func, select

from portal import moderation, stores
from portal.access import Permission, Role
from portal.accounts import AccountRole
from portal.db import db, transaction
from portal.language import LANGUAGES
from portal.moderation import (
    UNDO_WITHIN,
    Appeal,
    Decision,
    Hiding,
    Reason,
    Report,
    Ruling,
    SecondReading,
    Verdict,
    Visibility,
    carry_out_decisions,
)
from portal.text import MASK
from portal.web.routes import permissions
from tests.kit.client import Client
from tests.kit.walking import Filling, paths
from tests.kit.world import APPEAL, BODY, TITLE, Person, World

pytestmark = pytest.mark.usefixtures("world_clock")
DESK = frozenset({Permission.MODERATE, Permission.READ_DESK})
DECISION = ".//*[@data-decision]//form"
SECRET = "این جمله هنوز پیش هیچ‌کس نیست."


class Desk:
    """One of everything that a moderator can be asked for, all of it about Golestan."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.public = world.publish()
        self.waiting = world.complain(body=f"{BODY} {SECRET}")
        rejected = world.complain(body=f"{BODY} {SECRET}")
        world.decide(rejected.post_id, Verdict.REJECT, Reason.SPAM)
        self.reading = world.draw(rejected.post_id)
        self.appeal = world.appeal(rejected.post_id)
        hidden = world.publish(body=f"{BODY} {SECRET}")
        self.hiding = world.propose_hiding(hidden.post_id, Reason.THREAT)
        self.report = world.file_report(self.public.post_id)
        world.deliver()

    def paths(self, method: str) -> Iterator[str]:
        arguments = {
            "post_id": [self.waiting.post_id, self.hiding.post_id],
            "hiding_id": [self.hiding.id],
            "appeal_id": [self.appeal.id],
            "reading_id": [self.reading.id],
            "report_id": [self.report.id],
            "number": [self.public.number],
        }
        asked = {endpoint for endpoint, permission in permissions.items() if permission in DESK}
        # What one page says, the next shows: a reader who sends forms stays in one language.
        languages = tuple(LANGUAGES) if method == "GET" else ("en",)
        for _, path in paths(self.world.app, Filling(arguments, {}, {}), method, languages, asked):
            yield path

    def picture(self) -> list[int]:
        """How many rows of each kind there are, and how many of them somebody has settled."""
        db.session.rollback()
        session = db.session()
        counts = [session.scalar(select(func.count()).select_from(model)) for model in (Decision, Hiding, Report)]
        settled = (Hiding.settled_at, Appeal.ruled_at, SecondReading.read_at, Report.settled_at, Decision.undone_at)
        return [*counts, *(session.scalar(select(func.count(instant))) for instant in settled)]


@pytest.fixture
def desk(world, once):
    return once(Desk, world)


def address(post_id: int, language: str = "en") -> str:
    return f"/{language}/desk/moderation/{post_id}/"


def post(post_id: int):
    db.session.rollback()
    return moderation.load_post(db.session(), post_id)


def forged(client: Client, **fields: str) -> dict[str, str]:
    """A form with the token of this session and everything any form of the desk may hold."""
    token = client.visit("/en/account/sign-out").fields()["csrf_token"]
    everything = {
        "verdict": "approve", "reason": "spam", "note": "یادداشت", "revision_number": "1", "word": "confirm",
        "ruling": "overturned", "answer": "پاسخ", "answers": "yes", "hiding_reason": "threat", "decision": "1",
        "post": "2",
    }  # fmt: skip
    return {**everything, "csrf_token": token, **fields}


def test_a_moderator_who_is_none_any_more_finds_every_door_shut(world: World, desk: Desk, nader: Client) -> None:
    world.decide(desk.waiting.post_id, undo_within=UNDO_WITHIN)
    fields = forged(nader)
    with transaction() as session:
        session.execute(delete(AccountRole).where(AccountRole.account_id == world.nader.id))
    before = desk.picture()
    for path in desk.paths("GET"):
        assert SECRET not in nader.visit(path, status=403).body
    for path in desk.paths("POST"):
        nader.send(path, fields, status=403)
    assert desk.picture() == before


def test_a_moderator_of_the_store_reads_and_moves_nothing_about_it(world: World, desk: Desk) -> None:
    samira = world.client(world.add_person("samira", Role.MODERATOR, store=world.golestan))
    fields, before = forged(samira), desk.picture()
    for path in desk.paths("GET"):
        page = samira._page(samira._open(path), path)
        assert page.status in {200, 403, 404}, path
        assert SECRET not in page.body, path
    for path in desk.paths("POST"):
        page = samira._page(samira._open(path, method="POST", data=fields), path)
        assert page.status in {303, 403, 409}, path
    assert desk.picture() == before
    assert moderation.held_until(db.session(), world.nader.actor, world.now, desk.waiting.post_id) is None


@pytest.mark.parametrize("who", ["maryam", "karim", "layla"])
def test_shoppers_and_stores_come_in_nowhere(world: World, desk: Desk, who: str) -> None:
    client = world.client(getattr(world, who))
    fields, before = forged(client), desk.picture()
    for path in desk.paths("GET"):
        client.visit(path, status=403)
    for path in desk.paths("POST"):
        client.send(path, fields, status=403)
    assert desk.picture() == before


def test_a_form_of_one_language_is_taken_in_another(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id, "fa")).fields(DECISION)
    nader.send(address(post_id, "ar"), {**fields, "verdict": "reject", "reason": "spam"})
    assert post(post_id).is_decided
    undo = nader.visit("/fa/desk/moderation/").fields(".//*[@data-key='KeyU']//form")
    nader.send("/en/desk/moderation/undo", undo)
    assert not post(post_id).is_decided


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param({"verdict": "hide", "reason": "spam"}, 422, id="hiding is no decision of one"),
        pytest.param({"verdict": "restore"}, 422, id="nor is bringing back"),
        pytest.param({"revision_number": "2"}, 409, id="a version there is not"),
        pytest.param({"revision_number": "-1"}, 409, id="nor ever was"),
        pytest.param({"revision_number": "9" * 40}, 409, id="nor can be"),
        pytest.param({"verdict": "mask", "masked_body": MASK + "دیگر", "masked_title": TITLE}, 422, id="other words"),
        pytest.param({"verdict": "mask", "masked_body": BODY, "masked_title": TITLE}, 422, id="nothing masked"),
        pytest.param({"verdict": "mask", "masked_body": MASK * 4000, "masked_title": TITLE}, 422, id="too much"),
    ],
)  # fmt: skip
def test_a_forged_decision_is_none(world: World, nader: Client, sent: dict[str, str], status: int) -> None:
    post_id = world.complain().post_id
    fields = nader.visit(address(post_id)).fields(DECISION)
    nader.send(address(post_id), {**fields, "verdict": "approve", **sent}, status=status)
    assert not post(post_id).is_decided


def test_masks_of_one_text_are_not_put_over_another(world: World, nader: Client) -> None:
    one = world.complain(body=BODY.replace("یخچال", "تلویزیون")).post_id
    other = world.complain().post_id
    fields = nader.visit(address(other)).fields(DECISION)
    masked = {"verdict": "mask", "masked_title": TITLE, "masked_body": BODY.replace("یخچال", MASK, 1)}
    nader.send(address(one), {**fields, **masked}, status=422)
    assert not post(one).is_decided


def test_nobody_undoes_what_another_decided(world: World, nader: Client, sara: Person) -> None:
    post_id = world.complain().post_id
    world.decide(post_id, undo_within=UNDO_WITHIN)
    (held,) = moderation.decisions_to_undo(db.session(), world.nader.id, world.now, 1)
    other = world.client(sara)
    other.follow(other.send("/en/desk/moderation/undo", forged(other, decision=str(held.id))))
    assert post(post_id).is_decided


def test_an_undo_sent_again_after_the_author_mended_it_undoes_nothing(world: World, nader: Client) -> None:
    post_id = world.complain().post_id
    nader.fill(address(post_id), form=DECISION, verdict="request-changes", reason="insult")
    undo = nader.visit("/en/desk/moderation/").fields(".//*[@data-key='KeyU']//form")
    world.wait(seconds=61)
    carry_out_decisions()
    with transaction() as session:
        moderation.revise_post(session, world.maryam.actor, world.now, post_id, TITLE, f"{BODY} {SECRET}")
    nader.send("/en/desk/moderation/undo", undo)
    found = post(post_id)
    assert (found.visibility, found.revision_number) == (Visibility.PENDING, 2)
    assert moderation.decisions_on(db.session(), [post_id])[post_id].undone_at is None


def test_a_second_word_on_a_hiding_is_told_that_it_came_second(world: World, desk: Desk, sara: Person) -> None:
    client, path = world.client(sara), f"/en/desk/shared/{desk.hiding.id}/"
    fields = {**client.visit(path).fields(), "word": "decline"}
    behrang = world.client(world.add_person("behrang", Role.MODERATOR))
    behrang.fill(path, word="confirm")
    assert "settled this already" in client.send(path, fields, status=409).text
    assert post(desk.hiding.post_id).visibility is Visibility.HIDDEN


def test_a_second_answer_to_an_appeal_is_told_and_kept(world: World, desk: Desk, sara: Person) -> None:
    client, path = world.client(sara), f"/en/desk/appeals/{desk.appeal.id}/"
    fields = {**client.visit(path).fields(), "ruling": "upheld", "answer": "پاسخ دوم"}
    world.answer_appeal(desk.appeal, Ruling.OVERTURNED, by=world.add_person("behrang", Role.MODERATOR))
    page = client.send(path, fields, status=409)
    assert "پاسخ دوم" in page.body
    assert post(desk.appeal.post_id).visibility is Visibility.PUBLISHED


def test_an_appeal_is_for_the_own_text_in_the_own_case(world: World, desk: Desk) -> None:
    """Not for the store's reply below it, nor for a text of another case under this one's number."""
    reply = world.reply(desk.public)
    world.decide(reply, Verdict.REJECT, Reason.SPAM)
    maryam = world.client(world.maryam)
    fields = forged(maryam, body=APPEAL)
    for post_id in (reply, desk.appeal.post_id, 10**6):
        for language in ("fa", "ar", "en"):
            path = f"/{language}/complaints/{desk.public.number}/posts/{post_id}/appeal"
            maryam.visit(path, status=404)
            maryam.send(path, fields, status=404)
    assert moderation.open_appeal_count(db.session()) == 1


def test_a_report_is_for_a_text_of_this_case(world: World, desk: Desk) -> None:
    karim = world.client(world.karim)
    for post_id in (desk.waiting.post_id, desk.appeal.post_id, desk.hiding.post_id, 10**6):
        path = f"/ar/complaints/{desk.public.number}/posts/{post_id}/report"
        karim.send(path, forged(karim), status=404)
    assert moderation.record_of(db.session(), moderation.person(world.karim.id)).filed == 1


def test_whoever_speaks_for_the_store_since_today_confirms_nothing_about_it(
    world: World, desk: Desk, sara: Person
) -> None:
    """Becoming somebody of the store in mid-session takes the desk's word on it away at once."""
    client, path = world.client(sara), f"/en/desk/shared/{desk.hiding.id}/"
    fields = {**client.visit(path).fields(), "word": "confirm"}
    with transaction() as session:
        stores.add_representative(session, world.golestan.id, sara.id, world.now)
    client.send(path, fields, status=403)
    assert desk.picture()[3] == 0


def test_a_case_is_left_out_by_no_forged_number(world: World, nader: Client, desk: Desk) -> None:
    for number in ("0", "۱۲۳", desk.waiting.number, "../../admin"):
        nader.visit(
            f"/fa/desk/moderation/cases/{number}/counting", status=404 if number != desk.waiting.number else 403
        )
