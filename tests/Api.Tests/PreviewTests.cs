using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Local.Storage;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Api.Tests;

/// <summary>Administrators ask what a draft would do. No orchestration runs here: the test computes the pages itself.</summary>
public sealed class PreviewTests : IAsyncLifetime
{
    private const string Path = "/api/policies/deadlines/draft/preview";
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_draft_is_previewed_and_its_result_read()
    {
        await host.Accept("P-1");
        await Draft("2wd");
        var answer = await Begin(new { from = "2026-01-01", to = "2026-02-13" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await answer.Json())["previewId"]!.GetValue<string>();
        Assert.Equal($"/api/previews/{id}", answer.Headers.Location!.ToString());
        var view = await Get($"/api/previews/{id}");
        Assert.Equal(("running", "draft", 1, "from-start"), (Text(view, "state"), Text(view, "version"), view["draftRevision"]!.GetValue<int>(), Text(view, "openCases")));
        Assert.Equal(("2026-01-01T00:00:00+08:00", "2026-02-13T09:00:00+08:00"), (Text(view, "from"), Text(view, "to")));
        Assert.Null(view["result"]);

        host.Clock.Set(ApiHost.Start.AddMinutes(5));
        await Compute(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
        view = await Get($"/api/previews/{id}", "auditor");
        Assert.Equal(("done", "2026-02-13T09:00:00+08:00", 100), (Text(view, "state"), Text(view, "computedAt"), view["progress"]!["percent"]!.GetValue<int>()));
        var open = view["result"]!["open"]!;
        Assert.Equal((1, 1, 1), (open["cases"]!.GetValue<int>(), open["counts"]!["rederived"]!.GetValue<int>(), open["counts"]!["sooner"]!.GetValue<int>()));
        Assert.Equal(0, view["result"]!["past"]!["cases"]!.GetValue<int>());
        Assert.Equal("dispute.neighbour", view["result"]!["categories"]![0]!["code"]!.GetValue<string>());

        var list = await Get("/api/previews");
        Assert.Equal(id, Text(list["items"]![0]!, "previewId"));
        Assert.Null(list["items"]![0]!["result"]);
        Assert.Empty((await Get($"/api/previews/{id}/cases?limit=10"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_version_that_waits_is_previewed_with_its_own_treatment_and_a_document_without_being_saved()
    {
        await Draft("2wd");
        var admin = await host.As("admin");
        var published = await admin.PostAsJsonAsync("/api/policies/deadlines/draft/publish", new { reason = "x", openCases = "keep-warned" });
        var version = Text(await published.Json(), "version");
        var view = await Get("/api/previews/" + Text(await (await Begin(new { from = "2026-01-01", to = "2026-02-01", version })).Json(), "previewId"));
        Assert.Equal((version, "keep-warned"), (Text(view, "version"), Text(view, "openCases")));
        Assert.Null(view["draftRevision"]);

        var document = JsonNode.Parse(Policy.BuiltIn.Document);
        view = await Get("/api/previews/" + Text(await (await Begin(new { from = "2026-01-01T00:00:00+08:00", to = "2026-02-01", document, openCases = "new-only", scope = new { unit = "440804-cgj" } })).Json(), "previewId"));
        Assert.Equal(("document", "new-only", "440804-cgj"), (Text(view, "version"), Text(view, "openCases"), Text(view["scope"]!, "unit")));
        await (await Begin(new { from = "2026-01-01", to = "2026-02-01", document, version })).Problem(422, "version-or-document");
    }

    [Theory]
    [InlineData("2026-02-01", "2026-01-01", 422, "stretch-inconsistent")]
    [InlineData("2026-03-01", "2026-03-02", 422, "stretch-inconsistent")]
    [InlineData("2023-01-01", "2026-02-01", 422, "stretch-inconsistent")]
    [InlineData("yesterday!", "2026-02-01", 400, "invalid-value")]
    [InlineData("1999-01-01", "2026-02-01", 400, "invalid-value")]
    [InlineData("2026", "2026-02-01", 400, "out-of-bounds")]
    public async Task A_stretch_that_makes_no_sense_is_refused_in_words(string from, string to, int status, string code)
    {
        await Draft("2wd");
        await (await Begin(new { from, to })).Problem(status, code);
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_read_is_refused()
    {
        await (await Begin(new { from = "2026-01-01", to = "2026-02-01" })).Problem(404, "no-draft");
        await (await Begin(new { from = "2026-01-01", to = "2026-02-01", version = "2031.1" })).Problem(404, "unknown-version");
        await (await Begin(new { from = "2026-01-01" })).Problem(400, "missing-field");
        await (await Begin(new { from = "2026-01-01", to = "2026-02-01", treatment = "x" })).Problem(400, "invalid-value");
        var problem = await (await Begin(new { from = "2026-01-01", to = "2026-02-01", document = new { version = "x" } })).Problem(422, "check-failed");
        Assert.NotEmpty(problem["findings"]!.AsArray());
        await (await (await host.As("admin")).GetAsync("/api/previews/7")).Problem(404, "unknown-preview");
        await (await (await host.As("admin")).GetAsync("/api/previews/x/cases")).Problem(404, "unknown-preview");
        await (await (await host.As("admin")).DeleteAsync("/api/previews/7")).Problem(404, "unknown-preview");
        await (await (await host.As("admin")).GetAsync("/api/previews?after=x")).Problem(400, "invalid-value");
        await (await (await host.As("admin")).PostAsJsonAsync("/api/calendars/xx/draft/preview", new { from = "2026-01-01", to = "2026-02-01" })).Problem(404, "unknown-calendar");
    }

    [Fact]
    public async Task Three_run_at_once_and_a_cancelled_one_makes_room()
    {
        await Draft("2wd");
        for (var i = 0; i < Previews.AtOnce; i++) Assert.Equal(HttpStatusCode.Accepted, (await Begin(new { from = "2026-01-01", to = "2026-02-01" })).StatusCode);
        await (await Begin(new { from = "2026-01-01", to = "2026-02-01" })).Problem(429, "too-many-previews");
        var cancelled = await (await (await host.As("admin")).DeleteAsync("/api/previews/2")).Json();
        Assert.Equal("cancelled", Text(cancelled, "state"));
        Assert.Equal(HttpStatusCode.Accepted, (await Begin(new { from = "2026-01-01", to = "2026-02-01" })).StatusCode);
    }

    [Fact]
    public async Task The_calendar_is_previewed_but_gives_nobody_a_new_budget()
    {
        var path = $"/api/calendars/{WorkCalendar.BuiltIn.Id}/draft/preview";
        var document = JsonNode.Parse(WorkCalendar.BuiltIn.Document);
        var admin = await host.As("admin");
        Assert.Equal(HttpStatusCode.Accepted, (await admin.PostAsJsonAsync(path, new { from = "2026-01-01", to = "2026-02-01", document })).StatusCode);
        await (await admin.PostAsJsonAsync(path, new { from = "2026-01-01", to = "2026-02-01", document, openCases = "from-now" })).Problem(422, "treatment-not-for-calendars");
    }

    [Theory]
    [InlineData("supervisor-centre")]
    [InlineData("dispatcher")]
    public async Task Others_neither_begin_nor_read_previews(string user)
    {
        await (await (await host.As(user)).PostAsJsonAsync(Path, new { from = "2026-01-01", to = "2026-02-01" })).Problem(403, "role-lacks-operation");
        await (await (await host.As(user)).GetAsync("/api/previews")).Problem(403, "role-lacks-operation");
        await (await (await host.As("auditor")).DeleteAsync("/api/previews/1")).Problem(403, "role-lacks-operation");
    }

    private async Task<HttpResponseMessage> Begin(object document) => await (await host.As("admin")).PostAsJsonAsync(Path, document);

    private async Task<JsonNode> Get(string path, string user = "admin")
    {
        var answer = await (await host.As(user)).GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private async Task Draft(string finish)
    {
        var document = JsonNode.Parse(Policy.BuiltIn.Document)!;
        foreach (var rule in document["rules"]!.AsArray())
            if (rule!["clocks"]!["finish"] is not null) rule["clocks"]!["finish"] = finish;
        var answer = await (await host.As("admin")).PutAsJsonAsync("/api/policies/deadlines/draft", document);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task Compute(int id)
    {
        JournalStores stores = host.Stores;
        var activities = new PreviewActivities(stores.Cases, stores.Previews, stores.Policies, stores.DirectorySource);
        var plan = await activities.Plan(id);
        for (var page = 0; page < plan.Pages; page++) Assert.True(await activities.Page(new(id, page)));
        Assert.Equal(PreviewState.Done, await activities.Finish(id, host.Clock.GetUtcNow()));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
