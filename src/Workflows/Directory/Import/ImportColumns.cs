using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Import;

/// <summary>The columns of a file by name. A name is understood in English or Chinese, whatever its case, blanks, hyphens and underscores.</summary>
internal sealed class ImportColumns
{
    private static readonly FrozenDictionary<ImportWhat, ImmutableArray<ImportColumn>> Known = new Dictionary<ImportWhat, ImmutableArray<ImportColumn>>
    {
        [ImportWhat.Units] = [new("code", "单位编码", true), new("name", "单位名称"), new("kind", "单位类别"), new("tier", "层级"), new("parent", "上级单位"), new("areaCode", "区划代码")],
        [ImportWhat.Grids] = [new("code", "网格编码", true), new("name", "网格名称"), new("village", "所属村社区"), new("worker", "网格员"), new("kind", "网格类型"), new("staff", "网格力量")],
        [ImportWhat.Posts] = [new("code", "岗位编码", true), new("title", "岗位名称"), new("unit", "所属单位"), new("person", "任职人员"), new("deputy", "代岗人员")],
        [ImportWhat.People] =
        [
            new("id", "人员编号", true), new("name", "姓名"), new("unit", "所属单位"), new("roles", "角色"), new("grids", "网格"), new("scope", "范围"), new("email", "工作邮箱"), new("weComId", "企业微信"),
        ],
        [ImportWhat.Absences] = [new("person", "人员编号", true), new("from", "开始", true), new("to", "结束", true)],
        [ImportWhat.Divisions] =
        [
            new("county_code", "县区代码", true), new("county_name", "县区名称"), new("town_code", "镇街代码", true), new("town_code12", "镇街12位代码"), new("town_name", "镇街名称", true),
            new("villages", "村数"), new("code12", "村12位代码"), new("name", "村名称"),
        ],
    }.ToFrozenDictionary();

    private readonly Dictionary<string, int> places = [];
    private readonly string key;
    private readonly ImmutableArray<string> names;

    /// <summary>Finds the columns; what is unknown, twice or missing is a fault of row 1.</summary>
    public ImportColumns(ImportWhat what, ImmutableArray<string> header, FaultList faults)
        : this(Known[what], header, faults)
    {
    }

    /// <summary>The same for a list of its own columns; the first of them is its key.</summary>
    public ImportColumns(ImmutableArray<ImportColumn> known, ImmutableArray<string> header, FaultList faults)
    {
        key = known[0].Name;
        var shown = string.Join(", ", known.Select(column => $"{column.Name} ({column.Chinese})"));
        names = [.. header.Select(name => known.FirstOrDefault(column => Plain(column.Name) == Plain(name) || Plain(column.Chinese) == Plain(name))?.Name ?? name)];
        for (var place = 0; place < header.Length; place++)
        {
            if (known.All(column => column.Name != names[place]))
                faults.Add(1, null, header[place], "there is no such column", $"The columns are {shown}, separated by commas.");
            else if (!places.TryAdd(names[place], place))
                faults.Add(1, names[place], header[place], "the column stands twice", "Keep one of the two.");
        }

        foreach (var column in known.Where(column => column.Required && !places.ContainsKey(column.Name)))
            faults.Add(1, column.Name, null, "the column is missing", $"Add a column {column.Name} ({column.Chinese}).");
    }

    public bool Has(string name) => places.ContainsKey(name);

    /// <summary>How a fault names the column at this place.</summary>
    public string NameAt(int place) => place < names.Length ? names[place] : $"#{place + 1}";

    public int Count => names.Length;

    /// <summary>The cell without blanks around it; null where it is empty or the file has no such column.</summary>
    public string? Cell(ImportRow row, string name) => places.TryGetValue(name, out var place) && row.Cells[place].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>What a row that cannot be read is about: the cell of its key, or any of them where their number is wrong.</summary>
    public IEnumerable<string> KeysOf(ImportRow row) => row.Cells.Length != Count ? row.Cells : Cell(row, key) is { } named ? [named] : [];

    /// <summary>What the rows are about, each once: all that there is to look up, however many cells a file has. What is too long to be a key is left out.</summary>
    public ImmutableArray<string> KeysOf(ImportTable table, int longest) =>
        [.. table.Rows.Where(row => row.Cells.Length == Count).Select(row => Cell(row, key)).OfType<string>().Where(named => named.Length <= longest).Distinct()];

    private static string Plain(string name) => string.Concat(name.Where(letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant();
}

/// <summary>A column of a file by its two names.</summary>
internal sealed record ImportColumn(string Name, string Chinese, bool Required = false);
