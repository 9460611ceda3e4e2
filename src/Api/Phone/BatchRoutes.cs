using System.Text.Json;
using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Phone;

/// <summary>Which single address an item of a batch is for.</summary>
/// <param name="Pattern">The address as its door names it.</param>
/// <param name="Values">What stands in the pattern's places.</param>
/// <param name="Target">The case that the item makes or moves, as the item names it; items of one target may wait for each other. Null for all else.</param>
internal sealed record BatchRoute(string Pattern, string Path, IReadOnlyDictionary<string, string> Values, string? Target)
{
    public const string Result = "/api/inspections/{id}/result";
    public const string CareVisit = "/api/care/{id}/visits";
    public const string CareEvent = "/api/care/{id}/events";
    private const int LongestName = 128;

    /// <exception cref="ProblemException">400 for what no address takes.</exception>
    public static BatchRoute Of(JsonElement item, string key, Caller caller) => Text(item, "do") switch
    {
        "report" => new("/api/reports", "/api/reports", new Dictionary<string, string>(), ReportedBy(caller, key)),
        "command" => Command(item, caller),
        "absence" => new("/api/directory/absences", "/api/directory/absences", new Dictionary<string, string>(), null),
        "acknowledgement" => ById("/api/escalations/{id}/acknowledgement", item),
        "result" => ById(Result, item),
        "care-visit" => ById(CareVisit, item),
        "care-event" => ById(CareEvent, item),
        "attachment" => throw ProblemException.Malformed("upload-apart", "Files are uploaded one by one at /api/attachments; name them here as key:… by their keys.", "do"),
        null => throw ProblemException.Malformed("missing-field", "do is required.", "do"),
        _ => throw ProblemException.Malformed("invalid-value", "do is one of report, command, acknowledgement, absence, result, care-visit, care-event.", "do"),
    };

    /// <summary>A text of an item; null when it is left out.</summary>
    /// <exception cref="ProblemException">400 for what is no text, too long, or not well-formed.</exception>
    public static string? Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null : Checked(value, name);

    /// <summary>A list of texts of an item; empty when it is left out.</summary>
    /// <exception cref="ProblemException">400 for anything else.</exception>
    public static IReadOnlyList<string> Texts(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null) return [];
        if (list.ValueKind != JsonValueKind.Array) throw ProblemException.Malformed("invalid-value", $"{name} is a list of texts.", name);
        return [.. list.EnumerateArray().Select(one => Checked(one, name))];
    }

    /// <summary>The id of the case that a person's report under a key makes.</summary>
    public static string ReportedBy(Caller caller, string key) => CaseIds.Of(Channel.Grid, $"{caller.Id}/{key}");

    private static BatchRoute Command(JsonElement item, Caller caller)
    {
        var (name, report) = (Text(item, "case"), Text(item, "report"));
        if (name is null == report is null) throw ProblemException.Malformed("missing-field", "A command names its case, or the key of the report that makes it.", "case");
        return report is null
            ? new("/api/cases/{caseId}/commands", $"/api/cases/{name}/commands", new Dictionary<string, string> { ["caseId"] = name! }, name)
            : new("/api/cases/by-key/{key}/commands", $"/api/cases/by-key/{report}/commands", new Dictionary<string, string> { ["key"] = report }, ReportedBy(caller, report));
    }

    private static BatchRoute ById(string pattern, JsonElement item)
    {
        var id = Text(item, "id") ?? throw ProblemException.Malformed("missing-field", "id is required.", "id");
        return new(pattern, pattern.Replace("{id}", id, StringComparison.Ordinal), new Dictionary<string, string> { ["id"] = id }, null);
    }

    private static string Checked(JsonElement value, string name)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestName } text) return text;
        }
        catch (InvalidOperationException)
        {
            // Bytes or escapes that are no text.
        }

        throw ProblemException.Malformed("invalid-value", $"{name} is a text of 1 to {LongestName} characters.", name);
    }
}
