using System.Net;

namespace GridCase.Conformance.Doors;

/// <summary>What a host says of itself: that it is well, what it counts, and which doors it has.</summary>
public sealed class HostTests : Scenario
{
    /// <summary>Every door of the contract.</summary>
    private static readonly string[] Doors =
    [
        "POST /api/session", "GET /api/session", "DELETE /api/session", "GET /api/me",
        "POST /api/hotline/orders", "GET /api/hotline/orders/{}", "POST /api/hotline/orders/{}/supplements", "POST /api/hotline/orders/{}/visits", "POST /api/hotline/orders/{}/withdrawal",
        "POST /api/intake/orders", "POST /api/reports", "GET /api/cases", "GET /api/cases/{}", "GET /api/cases/{}/facts", "GET /api/cases/{}/clocks", "POST /api/cases/{}/commands",
        "POST /api/cases/{}/reveal", "POST /api/attachments", "GET /api/attachments/{}", "GET /api/tasks", "GET /api/sync", "GET /api/events", "GET /api/exports/cases.csv",
        "GET /api/escalations", "POST /api/escalations/{}/acknowledgement", "GET /api/overview",
        "GET /api/inspection-plans", "POST /api/inspection-plans", "PUT /api/inspection-plans/{}", "GET /api/checklists", "POST /api/checklists", "PUT /api/checklists/{}",
        "GET /api/places", "POST /api/places", "PUT /api/places/{}", "POST /api/sweeps", "GET /api/sweeps/{}", "GET /api/inspections", "POST /api/inspections/{}/result",
        "GET /api/policies/deadlines", "GET /api/policies/deadlines/{}", "PUT /api/policies/deadlines/draft", "POST /api/policies/deadlines/draft/check", "POST /api/policies/deadlines/draft/preview",
        "GET /api/previews/{}", "DELETE /api/previews/{}", "POST /api/policies/deadlines/draft/publish", "POST /api/policies/deadlines/{}/confirm", "POST /api/policies/deadlines/{}/undo",
        "GET /api/rollouts/{}", "POST /api/rollouts/{}/pause", "POST /api/rollouts/{}/resume", "GET /api/calendars/{}", "PUT /api/calendars/{}",
        "GET /api/directory", "PUT /api/directory", "POST /api/directory/import", "GET /api/channels", "GET /api/audit", "GET /api/watchdog",
        "GET /health/live", "GET /health/ready", "GET /metrics", "POST /open311/v2/requests.json", "GET /open311/v2/requests/{}.{}",
    ];

    [Fact]
    public async Task A_host_is_well_and_says_what_it_counts()
    {
        foreach (var path in new[] { "/health/live", "/health/ready" }) Assert.Equal(HttpStatusCode.OK, (await County.Nobody().Read(path)).Status);
        using var metrics = await County.Nobody().GetAsync("/metrics");
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (metrics.StatusCode, metrics.Content.Headers.ContentType?.MediaType));
        Assert.Contains("gridcase_", await metrics.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var overview = (await County.As("leader").Read("/api/overview")).Taken();
        Assert.True(overview.Body.GetProperty("total").GetInt32() >= 0);
    }

    [Fact]
    public async Task The_document_of_the_doors_lists_every_door_of_the_contract()
    {
        var paths = (await County.Nobody().Read("/openapi/v1.json")).Taken().Body.GetProperty("paths");
        var listed = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(door => $"{door.Name.ToUpperInvariant()} {Unnamed(path.Name)}")).ToHashSet();
        Assert.Equal([], Doors.Except(listed));
    }

    /// <summary>Whatever the parts of an address are called.</summary>
    private static string Unnamed(string path) => System.Text.RegularExpressions.Regex.Replace(path, "{[^}]*}", "{}");
}
