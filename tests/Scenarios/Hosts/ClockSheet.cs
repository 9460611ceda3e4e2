using System.Text.Json;

namespace GridCase.Scenarios.Hosts;

/// <summary>What <c>/clocks</c> says of a case. Reading it holds every clock to its own explanation.</summary>
internal sealed class ClockSheet
{
    private readonly List<JsonElement> clocks;

    private ClockSheet(List<JsonElement> clocks) => this.clocks = clocks;

    public static async Task<ClockSheet> Of(HttpCounty county, string caseId)
    {
        var reply = (await county.Client.Get("supervisor-centre", $"/api/cases/{caseId}/clocks")).Taken();
        var sheet = new ClockSheet([.. reply.Body.GetProperty("items").EnumerateArray()]);
        sheet.clocks.ForEach(Explains);
        return sheet;
    }

    /// <summary>The latest run of a clock.</summary>
    public JsonElement this[string id] => clocks.Last(clock => clock.GetProperty("id").GetString() == id);

    /// <summary>When a clock is due, in local time to the second; "paused" while it stands still.</summary>
    public string Due(string id) => Local(this[id].GetProperty("due")) ?? "paused";

    public string OriginalDue(string id) => Local(this[id].GetProperty("originalDue"))!;

    public string State(string id) => this[id].GetProperty("state").GetString()!;

    public bool? Met(string id) => this[id].GetProperty("met") is { ValueKind: not JsonValueKind.Null } met ? met.GetBoolean() : null;

    /// <summary>When a mark was passed or will be; null when the clock has no such mark.</summary>
    public string? Mark(string id, string mark) =>
        this[id].GetProperty("marks").EnumerateArray().Where(one => one.GetProperty("mark").GetString() == mark).Select(one => Local(one.GetProperty("at"))).SingleOrDefault();

    /// <summary>The explanation in English: from, to, what.</summary>
    public IReadOnlyList<string> Segments(string id) =>
        [.. this[id].GetProperty("segments").EnumerateArray().Select(one => $"{Local(one.GetProperty("from"))} {Local(one.GetProperty("to"))} {one.GetProperty("en").GetString()}")];

    public IReadOnlyList<string> Notes(string id) => [.. this[id].GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString()!)];

    private static string? Local(JsonElement instant) =>
        instant.ValueKind == JsonValueKind.Null ? null : instant.GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("MM-dd HH:mm:ss", null);

    /// <summary>From the start to the due time without a gap, and the sums are the budget.</summary>
    private static void Explains(JsonElement clock)
    {
        var id = clock.GetProperty("id").GetString();
        var segments = clock.GetProperty("segments").EnumerateArray().ToList();
        Assert.NotEmpty(segments);
        var at = clock.GetProperty("startedAt").GetDateTimeOffset();
        foreach (var segment in segments)
        {
            Assert.True(at == segment.GetProperty("from").GetDateTimeOffset(), $"{id}: a gap or overlap at {at:O} in {clock}");
            if (segment.GetProperty("to").ValueKind == JsonValueKind.Null) return;
            at = segment.GetProperty("to").GetDateTimeOffset();
            Assert.False(string.IsNullOrWhiteSpace(segment.GetProperty("zh").GetString()));
        }

        Assert.True(at == clock.GetProperty("due").GetDateTimeOffset(), $"{id}: explained up to {at:O}: {clock}");
        var budget = clock.GetProperty("budget").GetString()!;
        var days = segments.Sum(segment => segment.GetProperty("days").GetDecimal());
        if (budget.EndsWith("wd", StringComparison.Ordinal) || budget.EndsWith("cd", StringComparison.Ordinal)) Assert.Equal(decimal.Parse(budget[..^2], null), days);
        else Assert.Equal(System.Xml.XmlConvert.ToTimeSpan(budget).TotalMinutes, segments.Sum(segment => segment.GetProperty("minutes").GetDouble()));
    }
}
