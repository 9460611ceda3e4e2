using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake;

namespace GridCase.Api.Intake;

/// <summary>
/// Makes registrations of what came in. The content hash is over what was understood, each field in one way of writing, so that the same order with
/// other white space, order of fields or offset is the same order.
/// </summary>
internal static class IntakeMapping
{
    public static Registration Of(OrderDocument order, Channel channel, string externalId, DateTimeOffset now, ICallerKeys keys) => new()
    {
        Channel = channel,
        ExternalId = externalId,
        ContentHash = CanonicalJson.Hash(order),
        Kind = order.Kind!.Value,
        Category = Trimmed(order.Category),
        Urgency = order.Urgency ?? Urgency.Normal,
        Title = Trimmed(order.Title),
        Text = order.Text!.Trim(),
        Address = Trimmed(order.Address),
        GridCode = order.GridCode,
        Latitude = PositionOf(order.Lat, order.Lon).Lat,
        Longitude = order.Lon,
        Caller = order.Caller is { } caller ? new(Trimmed(caller.Name), Trimmed(caller.Phone), Trimmed(caller.IdNumber)) : null,
        CallerKey = keys.Of(Trimmed(order.Caller?.Phone)),
        AddressKey = keys.OfAddress(Trimmed(order.Address)),
        Confidential = order.Confidential ?? false,
        ReceivedAt = order.ReceivedAt ?? now,
        DueAt = order.DueAt,
        AttachmentLinks = LinksOf(order.Attachments),
    };

    public static Registration Of(ReportDocument report, string externalId, DateTimeOffset now) => new()
    {
        Channel = Channel.Grid,
        ExternalId = externalId,
        ContentHash = CanonicalJson.Hash(report),
        Kind = report.Kind!.Value,
        Category = Trimmed(report.Category),
        Urgency = report.Urgency ?? Urgency.Normal,
        Title = Trimmed(report.Title),
        Text = report.Text!.Trim(),
        Address = Trimmed(report.Address),
        GridCode = report.GridCode,
        Latitude = PositionOf(report.Lat, report.Lon).Lat,
        Longitude = report.Lon,
        ReceivedAt = now,
        ObservedAt = report.ObservedAt,
        HandledOnSite = Trimmed(report.HandledOnSite?.Text),
    };

    private static (double? Lat, double? Lon) PositionOf(double? lat, double? lon) => lat.HasValue == lon.HasValue
        ? (lat, lon)
        : throw ProblemException.Inconsistent("position-incomplete", "Give lat and lon together, or neither.", lat.HasValue ? "lon" : "lat");

    private static string? LinksOf(IReadOnlyList<LinkedFile>? files) =>
        files is not { Count: > 0 } ? null : string.Join('\n', files.Select(file => $"{file.Name} ({file.ContentType ?? "?"}) {file.Url}"));

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
