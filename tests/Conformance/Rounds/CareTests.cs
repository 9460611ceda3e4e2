using System.Net;
using System.Text.Json;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Rounds;

/// <summary>关爱走访: somebody is taken into the register, stands among the tasks, is visited, and is nobody else's business.</summary>
public sealed class CareTests : Scenario
{
    private const string Village = "clerk-440804001001";

    [Fact]
    public async Task Somebody_who_is_taken_in_is_due_visited_and_due_again()
    {
        var key = County.Fresh();
        var entry = new { gridCode = Life.Grid, tier = "high", name = "陈阿婆", address = "光明路12号3栋502", phone = County.FreshPhone() };
        var id = (await County.As(Village).Write("/api/care", entry, key)).Taken().Text("id")!;
        Assert.Equal(id, (await County.As(Village).Write("/api/care", entry, key)).Taken().Text("id"));
        foreach (var other in new[] { "clerk-maxie", Life.Clerk }) (await County.As(other).Read($"/api/care/{id}")).Refused(HttpStatusCode.NotFound, "unknown-care");
        var shown = (await County.As(Life.Worker).Read($"/api/care/{id}")).Taken().Body.GetProperty("entry");
        Assert.Equal("陈**", shown.GetProperty("name").GetString());
        var soon = (await County.As(Life.Worker).Write($"/api/care/{id}/events", null, County.Fresh())).Taken();
        await InTasks(id);
        var visited = (await County.As(Life.Worker).Write($"/api/care/{id}/visits", new { outcome = "done", doneAt = await County.Now(), remark = "精神很好" }, County.Fresh())).Taken();
        Assert.True(visited.Body.GetProperty("due").GetDateTimeOffset() > soon.Body.GetProperty("due").GetDateTimeOffset());
        var whole = (await County.As(Village).Read($"/api/care/{id}")).Taken().Body;
        Assert.Equal(["added", "event-told", "visited"], whole.GetProperty("history").EnumerateArray().Select(deed => deed.GetProperty("kind").GetString()!));
        Assert.Equal("ended", (await County.As(Village).Write($"/api/care/{id}/end", new { expectedVersion = whole.GetProperty("entry").GetProperty("version").GetInt32() }, County.Fresh())).Taken().Text("kind"));
    }

    private async Task InTasks(string id)
    {
        var tasks = await County.As(Life.Worker).All("/api/tasks");
        Assert.Contains(tasks, task => task.GetProperty("subjectId").ValueKind == JsonValueKind.String && task.GetProperty("subjectId").GetString() == id);
    }
}
