using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Rules;

/// <summary>A draft to save or to check: this, or the bare policy or calendar document. Nothing at all begins from the version in force.</summary>
public sealed record DraftDocument
{
    /// <summary>512 KB: the policy that comes with the program has 23.</summary>
    public const int Limit = 512 * 1024;

    /// <summary>What a policy or a calendar has and this has not.</summary>
    private static readonly string[] OfDocuments = ["rules", "ladders", "title", "years", "officeHours", "timeZone"];

    /// <summary>The whole policy or calendar document.</summary>
    public JsonElement? Document { get; init; }

    /// <summary>With a document: the version it was made from. Without: the version to begin from.</summary>
    [StringLength(40, MinimumLength = 1)]
    public string? BasedOn { get; init; }

    /// <summary>A preset to write into the rules as a starting point.</summary>
    [StringLength(40, MinimumLength = 1)]
    public string? Preset { get; init; }

    /// <summary>The draft that was read before, 0 for none.</summary>
    [Range(0, int.MaxValue)]
    public int? DraftRevision { get; init; }

    internal string? Text => Document?.GetRawText();

    /// <summary>Reads either form.</summary>
    internal static DraftDocument Of(JsonElement body)
    {
        if (OfDocuments.Any(key => body.TryGetProperty(key, out _))) return new() { Document = body };
        var read = (DraftDocument)Body.Convert(body, typeof(DraftDocument), ApiJson.Strict);
        Bounds.Check(read);
        return read.Document is null or { ValueKind: JsonValueKind.Object } ? read : throw ProblemException.Malformed("invalid-value", "document is to be a JSON object.", "document");
    }
}

/// <summary>Puts the draft up for another administrator to confirm.</summary>
public sealed record PublishDocument
{
    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>How open cases are treated; a calendar has no <c>from-now</c>.</summary>
    [Required]
    public OpenCases? OpenCases { get; init; }

    /// <summary>When it is to come into force, at most two years ahead; as soon as it is confirmed where left out.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }

    [Range(0, int.MaxValue)]
    public int? DraftRevision { get; init; }
}

/// <summary>Why a version is not confirmed, or is taken back.</summary>
public sealed record ReasonDocument
{
    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }
}
