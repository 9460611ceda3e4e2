using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>What is still to leave of an append, as a row of its commit: notices, events, messages, and which units and grids the case left. The row goes once all has.</summary>
internal sealed record Leaving(Effects Effects, IReadOnlyList<Parting> Partings)
{
    public const string Beginning = "out|";
    private const int Digits = 7;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What an append leaves to be done besides the lists; null when that is nothing.</summary>
    public static Leaving? Of(CaseAppend append, CaseFile? before)
    {
        var effects = append.Effects;
        var partings = before is null ? [] : GridCase.Hosting.Records.Partings.Of(before.UnitCode, before.GridCode, append.After, append.Facts).Select(left => new Parting(left.Unit, left.Grid)).ToList();
        var nothing = effects.Notices.IsDefaultOrEmpty && effects.HotlineEvents.IsDefaultOrEmpty && effects.Messages.IsDefaultOrEmpty && partings.Count == 0;
        return nothing ? null : new(effects, partings);
    }

    /// <summary>In the order of appends; one of a receipt alone comes after the facts of the same version.</summary>
    public Row Write(string partition, int version, string commit)
    {
        var kept = new Kept(
            [.. Effects.Notices.IsDefault ? [] : Effects.Notices.Select(notice => new KeptNotice(notice, notice.Channels))],
            Effects.HotlineEvents.IsDefault ? [] : Effects.HotlineEvents,
            Effects.Messages.IsDefault ? [] : Effects.Messages,
            Partings);
        return Row.Of(partition, $"{Beginning}{TableKeys.Ascending(version, Digits)}|{commit}").With(JsonSerializer.SerializeToUtf8Bytes(kept, Json));
    }

    public static Leaving Read(Row row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row.ReadBody(), Json)!;
        return new(new([.. kept.Notices.Select(one => one.Notice with { Channels = one.Channels })], kept.HotlineEvents, kept.Messages), kept.Partings);
    }

    private sealed record Kept(ImmutableArray<KeptNotice> Notices, ImmutableArray<HotlineEvent> HotlineEvents, ImmutableArray<WorkflowMessage> Messages, IReadOnlyList<Parting> Partings);

    /// <summary>A notice does not say itself by which channels it leaves.</summary>
    private sealed record KeptNotice(Notice Notice, IReadOnlyList<string>? Channels);
}
