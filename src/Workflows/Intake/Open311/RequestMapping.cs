using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>
/// Makes a registration of a request, under an id that follows from who sent it and what it is, so that a request sent twice is one case.
/// </summary>
/// <remarks>
/// With an Idempotency-Key the key is the request, for ever. Without one, the same content from the same key within <see cref="SameFor"/> is the same request: a
/// client that heard no answer sends again within minutes. Later it is another request, since the lamp may be out again; and two people who report the same
/// lamp in their own words, or bear other names, are two from the start. Which of them are one matter is judged at triage, with all to be seen, and not at the door.
/// </remarks>
public static class RequestMapping
{
    /// <summary>How long the same content is the same request.</summary>
    public static TimeSpan SameFor { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The id of a request that bears an Idempotency-Key.</summary>
    public static string IdOf(string keyId, string idempotencyKey) =>
        $"{keyId}/k/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)).AsSpan(0, 16))}";

    /// <summary>The ids under which the same content may have been registered within <see cref="SameFor"/> until now: that of this stretch of time, which a new request gets, and that of the one before.</summary>
    public static (string Now, string Before) IdsOf(string keyId, RequestDraft draft, DateTimeOffset now)
    {
        var stretch = now.ToUnixTimeSeconds() / (long)SameFor.TotalSeconds;
        return (Of(stretch), Of(stretch - 1));

        string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{keyId}/c/{draft.ContentHash[..32]}/{number}");
    }

    /// <param name="callerKey">Keyed hash of the caller's number.</param>
    public static Registration Of(RequestDraft draft, string externalId, string? callerKey, DateTimeOffset now) => new()
    {
        Channel = Channel.Open311,
        ExternalId = externalId,
        ContentHash = draft.ContentHash,
        Kind = draft.Service.Kind,
        Category = draft.Service.Category,
        Title = draft.Service.Name,
        Text = draft.Text,
        Address = draft.Place.Address,
        GridCode = draft.Place.GridCode,
        Latitude = draft.Place.Latitude,
        Longitude = draft.Place.Longitude,
        Caller = draft.Caller,
        CallerKey = callerKey,
        ReceivedAt = now,
        AttachmentLinks = draft.MediaUrl,
    };
}
