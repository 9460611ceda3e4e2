using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Records;

/// <summary>What is to leave with a commit, as it is kept beside the commit until it has left.</summary>
internal static class EffectsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(Effects effects) => JsonSerializer.Serialize(
        new KeptEffects([.. Of(effects.Notices).Select(notice => new KeptWord(notice, notice.Channels))], Of(effects.HotlineEvents), Of(effects.Messages)), Options);

    public static Effects Read(string json)
    {
        var kept = JsonSerializer.Deserialize<KeptEffects>(json, Options)!;
        return new([.. kept.Notices.Select(word => word.Notice with { Channels = word.Channels })], Of(kept.HotlineEvents), Of(kept.Messages));
    }

    private static ImmutableArray<T> Of<T>(ImmutableArray<T> some) => some.IsDefault ? [] : some;

    private sealed record KeptEffects(ImmutableArray<KeptWord> Notices, ImmutableArray<HotlineEvent> HotlineEvents, ImmutableArray<WorkflowMessage> Messages);

    /// <summary>A notice does not keep the channels that its ladder names; until it has left they are needed.</summary>
    private sealed record KeptWord(Notice Notice, IReadOnlyList<string>? Channels);
}
