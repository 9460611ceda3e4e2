using System.Text.RegularExpressions;
using GridCase.Workflows.Directory;

namespace GridCase.Local.Counties;

/// <summary>
/// The handling units of an order file: each name belongs to exactly one unit. A community or street that handles orders is that village or town; what else
/// there is becomes a department, and orders without a unit go to a catch-all one (兜底单位), as the county is by rule: 北京接诉即办条例 art 12.
/// </summary>
internal sealed partial class OrderFileUnits
{
    private readonly Dictionary<string, string> _codeByKey = [];
    private readonly Dictionary<string, string> _codeByName = [];
    private readonly Dictionary<string, Unit> _departments = [];
    private readonly string _county;
    private readonly string _centre;

    public OrderFileUnits(string county, string centre, IEnumerable<OrderFileUnit> units, OrderFileAreas areas)
    {
        (_county, _centre) = (county, centre);
        foreach (var unit in units)
            Take(OrderFileAreas.Said(unit.Name), OrderFileAreas.Said(unit.Key), areas);
    }

    public IEnumerable<Unit> Departments => _departments.Values.OrderBy(unit => unit.Code, StringComparer.Ordinal);

    public string CodeOf(OrderFileUnit unit)
    {
        var (name, key) = (OrderFileAreas.Said(unit.Name), OrderFileAreas.Said(unit.Key));
        return (key.Length > 0 ? _codeByKey : _codeByName).TryGetValue(key.Length > 0 ? key : name, out var code)
            ? code
            : throw new ArgumentException($"The county knows no handling unit '{unit.Name}'{(key.Length > 0 ? $" with id {key}" : "")}.", nameof(unit));
    }

    private void Take(string name, string key, OrderFileAreas areas)
    {
        var code = key.Length > 0 ? _codeByKey.GetValueOrDefault(key) : _codeByName.GetValueOrDefault(name);
        if (code is null)
            code = Find(name, areas)?.Code ?? Found(name);
        else if (_departments.TryGetValue(code, out var known) && name.Length > known.Name.Length)
            _departments[code] = known with { Name = name };
        if (key.Length > 0)
            _codeByKey[key] = code;
        _codeByName.TryAdd(name, code);
    }

    private static Unit? Find(string name, OrderFileAreas areas)
    {
        var parts = Qualified().Match(name);
        return parts.Success ? areas.Named(parts.Groups["name"].Value, parts.Groups["of"].Value) : areas.Named(name, null);
    }

    private string Found(string name)
    {
        var number = name.Length == 0 ? 0 : _departments.Values.Count(unit => unit.Code != CodeNumbered(0)) + 1;
        var unit = new Unit(CodeNumbered(number), name.Length == 0 ? "兜底单位（原单未注明）" : name, UnitKind.Department, UnitTier.County, _centre, null);
        _departments[unit.Code] = unit;
        return unit.Code;
    }

    private string CodeNumbered(int number) => $"{_county}-u{number:000}";

    [GeneratedRegex(@"\A(?<name>[^（(]+)[（(](?<of>[^）)]+)[）)]\z")]
    private static partial Regex Qualified();
}
