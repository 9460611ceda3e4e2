using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake;

/// <summary>The case that opens when a look-back finds the matter again (复发): same matter, same place, linked.</summary>
internal static class Recurrence
{
    public static Registration Of(CaseFile file) => new()
    {
        Channel = Channel.LookBack,
        ExternalId = ExternalIdOf(file),
        ContentHash = file.LastHash,
        Kind = file.Kind,
        Category = file.Category,
        Urgency = file.Origin.Urgency,
        GridCode = file.GridCode,
        Latitude = file.Origin.Latitude,
        Longitude = file.Origin.Longitude,
        ReceivedAt = file.LastAt,
        LookBackOf = file.Id,
    };

    /// <summary>A case can recur once after each close, so the instant of the close tells them apart.</summary>
    public static string ExternalIdOf(CaseFile file) => $"{file.Id}/{file.ClosedAt:yyyyMMddHHmmss}";
}
