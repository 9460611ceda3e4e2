using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCase.Workflows.Deadlines;

/// <summary>A policy document as it is written; <c>policy.schema.json</c> describes it.</summary>
internal sealed record PolicyFile(
    string Version,
    string Title,
    EndOfDay EndOfDay,
    MarksEntry Marks,
    RuleEntry[] Rules,
    LadderEntry[] Ladders,
    ClimbEntry[] Climbs,
    ExtensionEntry[] Extensions,
    SuspensionReason[] Suspensions,
    ObjectionEntry Objection,
    VisitRule Visit,
    LookBackRule LookBack,
    LedgerRule Ledger,
    DuplicateRule Duplicates,
    TriageEntry[] Triage,
    EmergencyWord[] EmergencyWords,
    RefusalClass[] Refusals,
    PetitionRule Petition,
    MediationRule Mediation,
    WhistleRule[] Whistles,
    InspectionRule Inspection,
    MobileRule Mobile,
    Dictionary<string, PresetEntry>? Presets = null,
    string? Preset = null,
    NoticesEntry? Notices = null,
    [property: JsonPropertyName("$schema")] string? Schema = null);

internal sealed record MarksEntry(int WarnDaysLeft, int WarnPercentUsed, string? Source = null);

internal sealed record RuleEntry(string Id, string Source, Dictionary<string, ClockEntry> Clocks, RuleWhen? When = null, string? Note = null);

/// <summary>What a rule says of a clock: a budget alone, the word <c>none</c>, or an object with more.</summary>
[JsonConverter(typeof(ClockEntryConverter))]
internal sealed record ClockEntry(Budget? Budget, EndOfDay? EndOfDay = null, MarksEntry? Marks = null);

internal sealed record LadderEntry(string Name, string[] Warn, string[] Due, RungEntry[] Rungs, bool Urgent, Budget AcknowledgeWithin, string Source, string[]? Channels = null);

internal sealed record RungEntry(Budget Offset, string[] Audience, string[]? Channels = null);

/// <summary>The cap on what reaches one person; see <see cref="Escalation.DigestRule"/>.</summary>
internal sealed record NoticesEntry(int DigestOver, Budget Window, string? Source = null);

internal sealed record ClimbEntry(string[] Clocks, string Ladder, string[]? Grade = null);

internal sealed record ExtensionEntry(
    string Id, int Times, string Source, Budget? Max = null, bool UpToBudget = false, string? Approver = null, RuleWhen? When = null);

internal sealed record ObjectionEntry(int MaxReturns, bool AdjudicatedUnitMayReturn, WindowEntry[] Windows, ReasonText[] Reasons, string Source);

internal sealed record WindowEntry(
    string Id,
    string Source,
    Budget? Window = null,
    Budget? AtMost = null,
    int? PercentOfFinish = null,
    Budget? LongFinishOver = null,
    Budget? LongWindow = null,
    RuleWhen? When = null);

internal sealed record TriageEntry(string Id, string Grade, bool Auto, string Source, RuleWhen? When = null);

internal sealed record PresetEntry(string Source, RuleEntry[]? Rules = null, ExtensionEntry[]? Extensions = null, WindowEntry[]? Windows = null);

internal sealed class ClockEntryConverter : JsonConverter<ClockEntry>
{
    public override ClockEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString();
            if (text == "none") return new(null);
            return Budget.TryParse(text, out var budget) ? new(budget) : throw new JsonException(BudgetJsonConverter.Refusal(text));
        }

        try
        {
            var detail = JsonSerializer.Deserialize<ClockDetail>(ref reader, options)!;
            return new(detail.Budget, detail.EndOfDay, detail.Marks);
        }
        catch (JsonException error)
        {
            // Without a path of its own the outer reader gives the place in the whole document.
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, ClockEntry value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed record ClockDetail(Budget Budget, EndOfDay? EndOfDay = null, MarksEntry? Marks = null);
