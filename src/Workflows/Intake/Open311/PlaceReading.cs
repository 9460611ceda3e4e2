using System.Globalization;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>
/// Reads where a request is. The county knows no borders of its grids as lines on a map, so a position alone names no grid: triage finds it. Only an
/// address_id, which is a grid's code (网格编码), names one.
/// </summary>
internal static class PlaceReading
{
    public static RequestPlace Read(SentForm form, CountyDirectory directory, List<string> faults)
    {
        var before = faults.Count;
        var (lat, lon) = (Degrees(form, "lat", 90, faults), Degrees(form, "long", 180, faults));
        if (form.All("lat").IsEmpty != form.All("long").IsEmpty) faults.Add("lat and long are given together, or neither.");
        var address = RequestReading.Words(form, "address_string", RequestReading.MostAddress, faults);
        var grid = GridOf(form, directory, faults);
        if (lat is null && address is null && grid is null && faults.Count == before) faults.Add("A location is needed: lat and long, or address_string, or address_id.");
        return new(lat, lon, address, grid);
    }

    private static double? Degrees(SentForm form, string name, double most, List<string> faults)
    {
        if (form.One(name, faults) is not { } text) return null;
        if (text.Length <= 30 && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        faults.Add($"{name} is a number of degrees from -{most} to {most} (WGS84).");
        return null;
    }

    private static string? GridOf(SentForm form, CountyDirectory directory, List<string> faults)
    {
        if (form.One("address_id", faults) is not { } id) return null;
        if (directory.GridNow(id) is { } grid) return grid.Code;
        faults.Add("address_id is no grid of this county: 15 digits, as the county publishes them.");
        return null;
    }
}
