using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GridCase.Scenarios.Upgrade;

/// <summary>What a county showed when its folder was kept, and what became of it afterwards on the build that wrote it.</summary>
/// <param name="Schema">The version of the county's tables.</param>
internal sealed record CountySheet(int Schema, IReadOnlyList<CaseSheet> Cases)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CountySheet Read(string file) => JsonSerializer.Deserialize<CountySheet>(File.ReadAllBytes(file), Json)!;

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads every case of a story as it stands.</summary>
    public static async Task<IReadOnlyList<CaseSheet>> Standing(StoryTeller county)
    {
        var sheets = new CaseSheet[county.Cases.Count];
        await Parallel.ForEachAsync(county.Cases.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) => sheets[one.Index] = await Standing(county, one.Item.Key, one.Item.Value));
        return sheets;
    }

    private static async Task<CaseSheet> Standing(StoryTeller county, string name, string id)
    {
        var it = await county.Get("supervisor-centre", $"/api/cases/{id}");
        var clocks = await county.All("supervisor-centre", $"/api/cases/{id}/clocks");
        var facts = await county.All("supervisor-centre", $"/api/cases/{id}/facts");
        return new(name, id, $"{Word(it, "stage")} {Word(it, "state")} {Word(it, "light")}", [.. clocks.Select(Line)], facts.Count) { Facts = [.. facts.Select(Fact)] };
    }

    private static string Line(JsonElement clock) =>
        $"{Word(clock, "id")} {Word(clock, "cycle")} {Word(clock, "state")} {Local(clock.GetProperty("due")) ?? "-"} original {Local(clock.GetProperty("originalDue"))}";

    private static FactLine Fact(JsonElement fact) => new(
        $"{Word(fact, "type")} {Local(fact.GetProperty("at"))}",
        $"{Word(fact, "number")} {Word(fact, "at")} {Word(fact, "by")} {Word(fact, "type")} {fact.GetProperty("data").GetRawText()} {Word(fact, "hash")}");

    private static string Word(JsonElement one, string property) => one.GetProperty(property).ToString();

    private static string? Local(JsonElement instant) =>
        instant.ValueKind == JsonValueKind.Null ? null : instant.GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>One case.</summary>
/// <param name="Stands">Stage, state and light.</param>
/// <param name="Clocks">Each clock with its cycle, its state and its due times.</param>
/// <param name="Version">How many facts it had.</param>
internal sealed record CaseSheet(string Name, string CaseId, string Stands, IReadOnlyList<string> Clocks, int Version)
{
    /// <summary>What it came to at last, and the type and time of each fact that came to it after the folder was kept.</summary>
    public IReadOnlyList<string> Then { get; init; } = [];

    /// <summary>Every fact; kept inside the folder's archive.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<FactLine> Facts { get; init; } = [];

    /// <summary>Where it came to since it was kept.</summary>
    public IReadOnlyList<string> Since(CaseSheet kept) => [Stands, .. Facts.Skip(kept.Version).Select(fact => fact.Short)];
}

/// <param name="Short">Type and time.</param>
/// <param name="Whole">Everything that the door tells of the fact, its hash included.</param>
internal sealed record FactLine(string Short, string Whole);
