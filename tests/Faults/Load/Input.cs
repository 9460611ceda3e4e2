using System.Text.Json;

namespace GridCase.Faults;

/// <summary>One thing that somebody outside sends to the county; sent again it is the same to the byte.</summary>
/// <param name="Case">The case of the plan that it makes or moves.</param>
/// <param name="Sender">An account, or the hotline's system.</param>
/// <param name="Path">The door; <c>{id}</c> stands for the case's id.</param>
/// <param name="Body">JSON; a form's fields for Open311.</param>
/// <param name="Key">The Idempotency-Key; null where the order's number is the key.</param>
/// <param name="Makes">The type of the fact that it becomes.</param>
internal sealed record Input(string Case, string Sender, string Path, JsonElement Body, string? Key, string Makes)
{
    /// <summary>For what makes a case: the channel's word and the sender's own number, as the record is to name them.</summary>
    public (string Channel, string ExternalId)? Order { get; init; }

    /// <summary>What tells it from all others of its plan: nothing is made of a case twice.</summary>
    public string Name => $"{Case}/{Makes}";

    public bool IsForm => Path.StartsWith("/open311", StringComparison.Ordinal);

    public override string ToString() => $"{Case}: {Makes} by {Sender}";
}

/// <summary>What became of an input.</summary>
/// <param name="CaseId">The case that the answer named.</param>
/// <param name="Version">How many facts the answer said that there were; null where it said nothing of it.</param>
internal sealed record Accepted(Input Input, string CaseId, string? Version);
