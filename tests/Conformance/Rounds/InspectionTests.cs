using System.Text.Json;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Rounds;

/// <summary>巡查: a round is started, a worker hands in what was found, and what is not in order is a case.</summary>
public sealed class InspectionTests : Scenario
{
    [Fact]
    public async Task An_item_that_is_not_in_order_opens_a_case_once()
    {
        var place = County.Fresh();
        var kind = "key-unit";
        (await County.As("admin").Write("/api/places", new { id = place, name = place, kind, gridCode = Life.Grid, colour = "red" })).Taken();
        var round = new { name = "符合性测试 " + place, target = new { kind = "places", placeKinds = new[] { kind }, gridPrefixes = new[] { Life.Grid } }, checklist = "jiuxiao-xiaofang", window = "2cd" };
        var sweep = (await County.As("supervisor-centre").Write("/api/sweeps", round, place)).Taken();
        var again = (await County.As("supervisor-centre").Write("/api/sweeps", round, place)).Taken();
        Assert.Equal((sweep.Text("id"), true), (again.Text("id"), again.Replayed));
        var id = await Waiting(sweep.Text("id")!, place);
        var (caseId, taken) = await HandedIn(id);
        var opened = (await County.As("dispatcher").Read("/api/cases/" + caseId)).Taken();
        Assert.Equal(("inspection", "open"), (opened.Text("channel"), opened.Text("state")));
        var repeat = await Result(id, taken);
        Assert.Equal((true, caseId), (repeat.Replayed, Assert.Single(repeat.Body.GetProperty("cases").EnumerateArray()).GetProperty("caseId").GetString()));
        var counts = (await County.As("supervisor-centre").Read("/api/sweeps/" + sweep.Text("id"))).Taken().Body.GetProperty("coverage").GetProperty("total");
        Assert.True(counts.GetProperty("done").GetInt32() >= 1);
    }

    /// <summary>The inspection of the place, once the round has been laid out.</summary>
    private async Task<string> Waiting(string sweep, string place) => (await County.Until(
        async () => (await County.As(Life.Worker).All($"/api/inspections?sweep={sweep}")).FirstOrDefault(one => one.GetProperty("placeId").GetString() == place) is { ValueKind: JsonValueKind.Object } found
            ? found.GetProperty("id").GetString()
            : null,
        TimeSpan.FromSeconds(30)))!;

    private async Task<(string CaseId, DateTimeOffset DoneAt)> HandedIn(string id)
    {
        var doneAt = await County.Now();
        var first = await Result(id, doneAt);
        return (Assert.Single(first.Body.GetProperty("cases").EnumerateArray()).GetProperty("caseId").GetString()!, doneAt);
    }

    private async Task<Reply> Result(string id, DateTimeOffset doneAt)
    {
        var items = new[] { "exit", "equipment", "charging", "living", "wiring" }.Select(item => new { itemId = item, ok = item != "wiring", remark = item == "wiring" ? "线路老化" : null });
        return (await County.As(Life.Worker).Write($"/api/inspections/{id}/result", new { items, doneAt }, "result-" + id)).Taken();
    }
}
