using GridCase.Workflows.Directory;

namespace GridCase.Local.Counties;


/// <summary>The streets and communities of an order file with codes of the same shape as real ones: 6 county + 3 street + 3 community, numbered as they appear.</summary>
internal sealed class OrderFileAreas
{
    // A division of enterprise type (4xx), so that a row without a place never shifts the numbers of real streets.
    private const int Unsaid = 499;
    private const int Most = Unsaid - 1;

    private readonly Dictionary<string, Unit> _towns = [];
    private readonly Dictionary<(string Street, string Community), Unit> _villages = [];

    public OrderFileAreas(string county, string centre, IEnumerable<OrderFilePlace> places)
    {
        foreach (var place in places.Select(Clean))
        {
            if (!_towns.TryGetValue(place.Street, out var town))
            {
                var number = place.Street.Length == 0 ? Unsaid : Next(_towns.Keys.Count(name => name.Length > 0), "streets");
                var code = $"{county}{number:000}000";
                _towns[place.Street] = town = new(code, Or(place.Street, "街道不详"), UnitKind.Town, UnitTier.Town, centre, code);
            }

            if (_villages.ContainsKey((place.Street, place.Community)))
                continue;
            var serial = place.Community.Length == 0 ? Unsaid : Next(_villages.Keys.Count(key => key.Street == place.Street && key.Community.Length > 0), "communities");
            var area = $"{town.AreaPrefix}{serial:000}";
            _villages[(place.Street, place.Community)] = new(area, Or(place.Community, "社区不详"), UnitKind.Village, UnitTier.Village, town.Code, area);
        }
    }

    public IEnumerable<Unit> Towns => _towns.Values.OrderBy(town => town.Code, StringComparer.Ordinal);

    public IEnumerable<Unit> Villages => _villages.Values.OrderBy(village => village.Code, StringComparer.Ordinal);

    /// <summary>Each community is one grid.</summary>
    public static string GridOf(Unit village) => village.AreaCode + "001";

    public Unit VillageAt(OrderFilePlace place) => Clean(place) is var clean && _villages.TryGetValue((clean.Street, clean.Community), out var village)
        ? village
        : throw new ArgumentException($"The county knows no community '{place.Community}' in '{place.Street}'.", nameof(place));

    /// <summary>The community or street that a handling unit is, going by its name: 六联社区（坪山街道办事处）, 石井社区工作站, 坪山街道办事处.</summary>
    public Unit? Named(string name, string? qualifier)
    {
        var community = TrimEnd(name, "工作站");
        var villages = _villages.Where(entry => entry.Key.Community.Length > 0 && entry.Key.Community == community).ToList();
        var nearest = villages.Find(entry => qualifier is not null && entry.Key.Street.Length > 0 && qualifier.StartsWith(entry.Key.Street, StringComparison.Ordinal));
        if (villages.Count > 0)
            return nearest.Value ?? villages[0].Value;
        var street = TrimEnd(name, "办事处");
        return street.Length > 0 ? _towns.GetValueOrDefault(street) : null;
    }

    internal static string Said(string? value) => value?.Trim() is { Length: > 0 } said && said != "-" ? said : "";

    private static OrderFilePlace Clean(OrderFilePlace place) => new(Said(place.Street), Said(place.Community));

    private static string Or(string name, string unsaid) => name.Length == 0 ? unsaid : name;

    private static string TrimEnd(string name, string tail) => name.EndsWith(tail, StringComparison.Ordinal) ? name[..^tail.Length] : name;

    private static int Next(int count, string what) =>
        count < Most ? count + 1 : throw new ArgumentException($"The file names more than {Most} {what}, more than division codes can number.");
}
