using System.Net;
using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Http;

/// <summary>
/// One life over HTTP with the manual clock, from the eve of the nine-day holiday of 2026 to a recurrence after Qingming. Working days are 13 and 14 February
/// (a make-up Saturday), 24 to 28 February (a make-up Saturday) and 2 March on; office hours 08:30-12:00 and 14:30-17:30. domain.md §4, design §5 and §7.
/// </summary>
public sealed class ScriptedLifeTests
{
    private const string Order = "12345-20260213-1";
    private const string Town = "440804001000";
    private const string Clerk = "clerk-nandiao";
    private const string DutyLead = "supervisor-nandiao";

    [Fact]
    public async Task A_case_falls_due_climbs_stands_still_is_reworked_and_recurs_when_the_calendar_says()
    {
        await using var county = await HttpCounty.Open("2026-02-13 09:00");
        var id = await Arrives(county);
        await NobodySigns(county, id);
        await TheLadderClimbs(county, id);
        await TheUnitSigns(county, id);
        await county.Until("2026-02-26 12:00");
        await county.Restart();
        await StandsStillOverAWeekend(county, id);
        await IsAnsweredAndVerified(county, id);
        await IsReworked(county, id);
        await IsClosed(county, id);
        await Recurs(county, id);
    }

    private static async Task<string> Arrives(HttpCounty county)
    {
        var accepted = await county.Order(Order, "2026-02-13 09:00");
        Assert.Equal(HttpStatusCode.Created, accepted.Status);
        Assert.Equal(HttpCounty.Instant("2026-02-27 17:30"), accepted.Body.GetProperty("citizenDueAt").GetDateTimeOffset());
        var id = accepted.Text("caseId")!;
        var clocks = await ClockSheet.Of(county, id);
        Assert.Equal(("02-14 09:00:00", "02-14 03:00:00"), (clocks.Due("dispatch"), clocks.Mark("dispatch", "warn")));
        await county.Until("2026-02-13 10:00");
        await county.Do("dispatcher", id, new { command = "triage" });
        await county.Do("dispatcher", id, new { command = "dispatch", unit = Town });
        clocks = await ClockSheet.Of(county, id);
        Assert.Equal((true, "stopped"), (clocks.Met("dispatch"), clocks.State("dispatch")));
        Assert.Equal(("02-14 17:30:00", "02-14 14:37:30"), (clocks.Due("sign-off"), clocks.Mark("sign-off", "warn")));
        Assert.Equal(("02-14 17:30:00", "02-27 17:30:00"), (clocks.Due("first-contact"), clocks.Due("unit-finish")));
        Assert.Equal(
            [
                "02-13 10:00:00 02-14 00:00:00 start day, not counted",
                "02-14 00:00:00 02-15 00:00:00 make-up working day (春节), 1 working day counted",
                "02-15 00:00:00 02-24 00:00:00 春节 holiday, not counted",
                "02-24 00:00:00 02-27 17:30:00 4 working days counted",
            ],
            clocks.Segments("unit-finish"));
        return id;
    }

    private static async Task NobodySigns(HttpCounty county, string id)
    {
        await county.Until("2026-02-14 17:29");
        Assert.Equal("yellow", await Light(county, id));
        await county.Until("2026-02-14 17:30");
        Assert.Equal("red", await Light(county, id));
        await county.Until("2026-02-24 17:29");
        Assert.Equal(0, await county.Count(id, "escalated"));
        // Rung 1 is a working day after the due time, and the nine days between are none.
        await county.Until("2026-02-24 17:30");
        Assert.Equal(("purple", 2), (await Light(county, id), await county.Count(id, "escalated")));
    }

    private static async Task TheLadderClimbs(HttpCounty county, string id)
    {
        await county.Until("2026-02-25 08:30");
        var told = await Open(county, DutyLead, "mine=true");
        Assert.Equal(["first-contact rung-1 unit-duty-lead", "sign-off rung-1 unit-duty-lead"], told.Select(Words).Order());
        Assert.All(told, one => Assert.Equal(HttpCounty.Instant("2026-02-25 15:00"), one.GetProperty("acknowledgeBy").GetDateTimeOffset()));
        await county.Until("2026-02-25 09:00");
        var seen = told.Single(one => one.GetProperty("clock").GetString() == "first-contact");
        Assert.Equal(HttpStatusCode.NotFound, (await Acknowledge(county, "clerk-maxie", seen)).Status);
        Assert.Equal(HttpCounty.Instant("2026-02-25 09:00"), (await Acknowledge(county, DutyLead, seen)).Taken().Body.GetProperty("acknowledgedAt").GetDateTimeOffset());
        await county.Until("2026-02-25 14:59");
        Assert.Equal(2, await county.Count(id, "escalated"));
        // Four office hours of silence bring the next rung forward, of the clock that nobody answered for alone.
        await county.Until("2026-02-25 15:00");
        var climbed = Assert.Single(await county.Facts(id), fact => fact.GetProperty("type").GetString() == "escalated" && fact.GetProperty("data").GetProperty("rung").GetInt32() == 2);
        Assert.Equal(("sign-off", true), (climbed.GetProperty("data").GetProperty("clock").GetString(), climbed.GetProperty("data").GetProperty("climbed").GetBoolean()));
        Assert.Equal(HttpCounty.Instant("2026-02-25 15:00"), climbed.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(
            ["sign-off rung-1 unit-duty-lead", "sign-off rung-2 unit-deputy-head"],
            (await Open(county, "supervisor-centre", "caseId=" + id)).Select(Words).Order());
    }

    private static async Task TheUnitSigns(HttpCounty county, string id)
    {
        await county.Until("2026-02-25 16:00");
        await county.Do(Clerk, id, new { command = "sign-off", promisedAt = HttpCounty.Instant("2026-02-27 12:00") });
        await county.Do(Clerk, id, new { command = "contact", text = "已与来电人联系" });
        var clocks = await ClockSheet.Of(county, id);
        Assert.Equal((false, false), (clocks.Met("sign-off"), clocks.Met("first-contact")));
        Assert.Equal("green", await Light(county, id));
        // A red card stays until someone has seen it, though the unit has signed.
        var cards = await Open(county, "supervisor-centre", "caseId=" + id);
        Assert.Equal(2, cards.Count);
        foreach (var card in cards) (await Acknowledge(county, "supervisor-centre", card)).Taken();
        Assert.Empty(await Open(county, "supervisor-centre", "caseId=" + id));
    }

    private static async Task StandsStillOverAWeekend(HttpCounty county, string id)
    {
        Assert.Equal("26", (await county.Client.Get("", "/api/dev/clock")).Body.GetProperty("now").GetDateTimeOffset().ToString("dd", null));
        await county.Until("2026-02-26 16:00");
        await county.Do(Clerk, id, new { command = "request-suspension", reasonCode = "citizen-evidence", reason = "等来电人补充照片" });
        await county.Do("dispatcher", id, new { command = "decide-suspension", approve = true });
        var clocks = await ClockSheet.Of(county, id);
        Assert.Equal(("paused", "paused"), (clocks.Due("unit-finish"), clocks.Due("citizen-finish")));
        Assert.Contains(clocks.Segments("citizen-finish"), segment => segment.StartsWith("02-26 16:00:00  stood still", StringComparison.Ordinal));
        await county.Until("2026-03-02 10:00");
        Assert.Equal("green", await Light(county, id));
        await county.Do(Clerk, id, new { command = "resume" });
        clocks = await ClockSheet.Of(county, id);
        // From Thursday to Monday: 27 and 28 February (a make-up Saturday) and 2 March are given back, the Sunday is not.
        Assert.Equal(("03-03 17:30:00", "02-27 17:30:00"), (clocks.Due("citizen-finish"), clocks.OriginalDue("citizen-finish")));
        Assert.Equal(("03-03 17:30:00", "03-02 17:30:00"), (clocks.Due("unit-finish"), clocks.Mark("unit-finish", "warn")));
        Assert.Contains("02-27 00:00:00 03-03 00:00:00 stood still (citizen-evidence), not counted", clocks.Segments("unit-finish"));
    }

    private static async Task IsAnsweredAndVerified(HttpCounty county, string id)
    {
        await county.Until("2026-03-02 11:00");
        await county.Do(Clerk, id, new { command = "resolve", text = "已补装井盖", reply = "您反映的井盖已于三月二日补装。" });
        var clocks = await ClockSheet.Of(county, id);
        Assert.Equal((true, true, "03-03 17:30:00"), (clocks.Met("citizen-finish"), clocks.Met("unit-finish"), clocks.Due("verification")));
        Assert.Equal("您反映的井盖已于三月二日补装。", (await county.Client.Get(CountyClient.Hotline, $"/api/hotline/orders/{Order}")).Text("reply"));
        await county.Until("2026-03-03 10:00");
        await county.Do("worker-1", id, new { command = "verify", text = "现场已看" });
        Assert.Equal("03-05 17:30:00", (await ClockSheet.Of(county, id)).Due("visit"));
    }

    private static async Task IsReworked(HttpCounty county, string id)
    {
        await county.Until("2026-03-04 15:00");
        await Visit(county, "2026-03-04 14:50", "no", 2);
        var clocks = await ClockSheet.Of(county, id);
        Assert.Equal((true, "03-09 17:30:00"), (clocks.Met("visit"), clocks.Due("rework")));
        Assert.Contains("03-07 00:00:00 03-09 00:00:00 weekend, not counted", clocks.Segments("rework"));
        await county.Until("2026-03-05 10:00");
        await county.Do(Clerk, id, new { command = "resolve", text = "已加固", reply = "井盖已加固。" });
        await county.Until("2026-03-05 15:00");
        await county.Do("worker-1", id, new { command = "verify" });
        clocks = await ClockSheet.Of(county, id);
        Assert.Equal((true, true, "03-09 17:30:00"), (clocks.Met("rework"), clocks.Met("verification"), clocks.Due("visit")));
    }

    private static async Task IsClosed(HttpCounty county, string id)
    {
        await county.Until("2026-03-06 10:00");
        await Visit(county, "2026-03-06 09:50", "yes", 5);
        await county.Do("hotline-operator", id, new { command = "close" });
        var order = (await county.Client.Get(CountyClient.Hotline, $"/api/hotline/orders/{Order}")).Taken();
        Assert.Equal(("closed", 2), (order.Text("state"), order.Body.GetProperty("visits").GetArrayLength()));
        var clocks = await ClockSheet.Of(county, id);
        // Thirty days end on Sunday 5 April in the Qingming holiday and roll to Tuesday.
        Assert.Equal("04-07 17:30:00", clocks.Due("look-back"));
        Assert.Contains("rolled-to-working-day", clocks.Notes("look-back"));
        Assert.Contains(clocks.Segments("look-back"), segment => segment.Contains("清明节", StringComparison.Ordinal));
    }

    private static async Task Recurs(HttpCounty county, string id)
    {
        await county.Until("2026-04-07 10:00");
        var looked = await county.Do("worker-1", id, new { command = "look-back", recurred = true, text = "井盖又松动" });
        await county.Until("2026-04-07 10:01");
        var linked = (await county.Client.Get("dispatcher", "/api/cases/" + looked.Text("recurrence"))).Taken();
        Assert.Equal((id, "look-back", "open"), (linked.Text("recurrenceOf"), linked.Text("channel"), linked.Text("state")));
        Assert.Equal("04-08 10:00:00", (await ClockSheet.Of(county, linked.Text("caseId")!)).Due("dispatch"));
        await ClockSheet.Of(county, id);
        var facts = await county.Facts(id);
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact.GetProperty("number").GetInt32()));
        Assert.Equal(facts.Select(fact => fact.GetProperty("at").GetDateTimeOffset()).Order(), facts.Select(fact => fact.GetProperty("at").GetDateTimeOffset()));
    }

    private static async Task Visit(HttpCounty county, string at, string solved, int satisfaction) => (await county.Client.Post(
        CountyClient.Hotline, $"/api/hotline/orders/{Order}/visits", new { attemptedAt = HttpCounty.Instant(at), outcome = "reached", solved, satisfaction }, "visit-" + at.Replace(" ", "-", StringComparison.Ordinal))).Taken();

    private static async Task<string?> Light(HttpCounty county, string id) => (await county.Client.Get("supervisor-centre", "/api/cases/" + id)).Taken().Text("light");

    private static async Task<IReadOnlyList<JsonElement>> Open(HttpCounty county, string user, string query) =>
        [.. (await county.Client.Get(user, "/api/escalations?open=true&" + query)).Taken().Body.GetProperty("items").EnumerateArray()];

    private static Task<Reply> Acknowledge(HttpCounty county, string user, JsonElement escalation) =>
        county.Client.Post(user, $"/api/escalations/{escalation.GetProperty("id").GetString()}/acknowledgement");

    private static string Words(JsonElement one) =>
        $"{one.GetProperty("clock").GetString()} {one.GetProperty("purpose").GetString()} {one.GetProperty("audience").GetString()}";
}
