using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Makes parcels of what is to leave, and names their lanes.</summary>
internal static class Parcels
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>An event for the hotline: one lane for each case.</summary>
    public static Parcel Of(HotlineEvent told) =>
        new(told.Key, $"hotline/{told.CaseId}", told.CaseId, told.Type, told.At, told.At, told.Data, told.FactNumber, 0, ParcelState.Waiting, null);

    /// <summary>The copy of a notice that leaves by the webhook: one lane for each person and case. Its key is the notice's own.</summary>
    public static Parcel Of(Notice notice) => new(
        notice.Key,
        $"webhook/{notice.PersonId}/{notice.CaseId}",
        notice.CaseId,
        "cn.gridcase.notice." + notice.Purpose,
        notice.At,
        notice.NotBefore,
        JsonSerializer.Serialize(notice, Json),
        notice.FactNumber,
        0,
        ParcelState.Waiting,
        null);

    /// <summary>Warnings, due times and rungs: what supervision looks at.</summary>
    public static bool IsMark(Notice notice) => notice.Clock is not null && (notice.Rung > 0 || notice.Purpose is "warn" or "due");
}
