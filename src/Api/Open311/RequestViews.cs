using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>Shows requests as the standard names their fields.</summary>
internal static class RequestViews
{
    public static Node Of(SeenRequest seen)
    {
        var request = seen.Request;
        List<(string, Node)> fields =
        [
            ("service_request_id", Piece.Of(request.Id)),
            ("status", Piece.Of(request.IsOpen ? "open" : "closed")),
            ("status_notes", Piece.Of(request.StatusNotes)),
            ("service_name", Piece.Of(request.Service.Name)),
            ("service_code", Piece.Of(request.Service.Code)),
            ("description", Piece.Of(request.Service.Description)),
            ("agency_responsible", Piece.Of(request.Unit)),
            ("service_notice", Piece.Of(request.IsGrave ? CaseViews.CallNow : null)),
            ("requested_datetime", Date(request.RequestedAt)),
            ("updated_datetime", Date(request.UpdatedAt)),
            ("expected_datetime", Date(request.ExpectedAt)),
            ("address", Piece.Of(request.Place.Address)),
            ("address_id", Piece.Of(request.Place.AddressId)),
            ("zipcode", Piece.Of((string?)null)),
            ("lat", Piece.Of(request.Place.Latitude)),
            ("long", Piece.Of(request.Place.Longitude)),
            ("media_url", Piece.Of((string?)null)),
        ];
        if (seen.Notes is { } notes)
        {
            fields.Add(("extended_attributes", new Fields(("stage", Piece.Of(KebabCase.Of(request.Stage))), ("state", Piece.Of(KebabCase.Of(request.Status))))));
            fields.Add(("notes", Piece.Each("note", notes, note => new Fields(("datetime", Date(note.At)), ("description", Piece.Of(note.Description)), ("type", Piece.Of(note.Type))))));
        }

        return new Fields([.. fields]);
    }

    /// <summary>What happens next, for whoever has just asked; in danger, whom to call before anything else.</summary>
    /// <param name="request">Null for a matter that is not public any more: then only the number is said.</param>
    public static string NoticeOf(CaseFile file, PublicRequest? request)
    {
        var call = request?.IsGrave == true ? CaseViews.CallNow + " " : "";
        if (request?.ExpectedAt is not { } due) return $"{call}已登记，编号{file.Origin.Code}。Registered as {file.Origin.Code}.";
        var by = due.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{call}已登记，编号{file.Origin.Code}。综治中心将确定承办单位，预计{by}前答复；可凭编号向12345查询。"
            + $"Registered as {file.Origin.Code}. The centre names a unit to handle it; an answer is due by {by} (UTC+8). Quote the number to 12345.";
    }

    private static Words Date(DateTimeOffset? instant) => Piece.Of(instant is { } known ? W3CDate.Write(known) : null);
}
