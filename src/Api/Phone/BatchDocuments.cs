using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GridCase.Api.Phone;

/// <summary>What a phone has collected while it had no network.</summary>
public sealed record BatchDocument
{
    /// <summary>1 to 200 writes, in any order. Files are uploaded one by one at their own address.</summary>
    [Required, MaxLength(200)]
    public IReadOnlyList<BatchItem>? Items { get; init; }
}

/// <summary>One write, as its own address takes it.</summary>
public sealed record BatchItem
{
    /// <summary>The Idempotency-Key that the write would bear by itself: sent here or there, it is one write.</summary>
    [Required, StringLength(128, MinimumLength = 1)]
    public string? Key { get; init; }

    /// <summary><c>report</c>, <c>command</c>, <c>acknowledgement</c>, <c>absence</c> of my own, <c>result</c> of an inspection, <c>care-visit</c>, <c>care-event</c>.</summary>
    [Required]
    public string? Do { get; init; }

    /// <summary>For a command: the case, by id or code; or…</summary>
    public string? Case { get; init; }

    /// <summary>…the key of my own report that makes the case, which may stand anywhere in the batch, or come later.</summary>
    public string? Report { get; init; }

    /// <summary>For all else: the id of the notice, the inspection or the care round.</summary>
    public string? Id { get; init; }

    /// <summary>For a command: keys of my own moves on the case that are to be made first, at most 16, wherever they stand. By itself it is the header Idempotency-After.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string>? After { get; init; }

    /// <summary>What the single address takes as its body.</summary>
    public JsonElement? Body { get; init; }
}

/// <summary>One answer for each item, in the order of the items.</summary>
public sealed record BatchAnswer(IReadOnlyList<BatchItemAnswer> Items);

/// <param name="Key">The item's key; null where it had none that can be read.</param>
/// <param name="Status">As the single address would have answered. Anything below 300 is done and stays done; 409 and 404 may become possible once something else has happened; 429 and 5xx are to be sent again.</param>
/// <param name="Replayed">True for the kept answer to a repeat.</param>
/// <param name="Body">The answer or the problem; null where there is none.</param>
public sealed record BatchItemAnswer(string? Key, int Status, bool Replayed, JsonElement? Body);
