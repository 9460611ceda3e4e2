using System.Text;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Files that are taken, by the door and the list that they are for, and what may be done to them on the way.</summary>
internal static class ImportFiles
{
    private static readonly string[] Odds =
    [
        "\"", "\"\"", "\"\"\"", "'", ";", "\t", "|", "\r", "\n", "\r\n", "\n\r", "\0", "\u001a", "\ufeff", "\u2028", "\u0085", "，", "＂", "=1+1", "@x", "-1", "+1", "＝1", "\u202e", "😀", "e\u0301", "\u00a0", "\u3000",
        "99999999999999999999", "1e400", "NaN", "0x10", "2026-02-30", "9999-12-31T23:59:59Z", "440804", "../", "{}", "null",
    ];

    /// <summary>By <c>METHOD address</c>: files that a county takes.</summary>
    public static readonly IReadOnlyDictionary<string, (string Query, string File)[]> Sound = new Dictionary<string, (string, string)[]>
    {
        ["POST /api/directory/import"] =
        [
            ("?what=units", "code,name,kind,tier,parent,areaCode\n440804-new,新局,department,county,440804-zzzx,\n440804-cgj,城管局,department,county,440804-zzzx,\n"),
            ("?what=grids", $"网格编码,网格名称,worker,kind,staff\n{ForeignTown.OwnGrid},第一网格,{ApiHost.PersonOf("worker-3")},basic,\n"),
            ("?what=posts", $"code,title,unit,person,deputy\nunit-clerk@440804-cgj,经办人,440804-cgj,{ApiHost.PersonOf("clerk-cgj")},\n"),
            ("?what=people", "id,name,unit,roles,grids,scope,email,weComId\nn-1,\"李,四\",440804-cgj,unit-clerk,,440804-cgj,a@b.cn,li4\nn-2,王五,440804-cgj,unit-clerk,,440804-cgj,,\n"),
            ("?what=absences", $"person,from,to\n{ApiHost.PersonOf("worker-3")},2026-05-01T00:00:00+08:00,2026-05-03T00:00:00+08:00\n"),
            ("?what=divisions", "county_code,county_name,town_code,town_code12,town_name,villages,code12,name\n440804,坡头区,440804100,440804100000,南三镇,1,440804100999,新村\n"),
        ],
        ["POST /api/care/import"] = [("?", $"编号,网格编码,走访等级,姓名,地址,电话,首访期限\nref-1,{ForeignTown.OwnGrid},high,王小明,一巷1号,13800001234,2026-04-20\nref-2,{ForeignTown.OwnGrid},一般走访,\"李,四\",,,\n")],
        ["POST /api/places/import"] = [("?", $"id,name,kind,grid,colour,lat,lon\npl-1,小店,small-place,{ForeignTown.OwnGrid},green,21.2,110.4\npl-2,\"饭,店\",small-place,{ForeignTown.OwnGrid},红,,\n")],
    };

    /// <summary>A file spoiled by dice: its cells, its lines, its quotes, its encoding.</summary>
    public static byte[] Spoiled(string file, Random dice)
    {
        var text = new StringBuilder(file);
        for (var i = dice.Next(5); i > 0 && text.Length > 0; i--)
        {
            var at = dice.Next(text.Length);
            switch (dice.Next(9))
            {
                case 0:
                    text.Remove(at, Math.Min(dice.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Replace(",", Odds[dice.Next(Odds.Length)], at, Math.Min(20, text.Length - at));
                    break;
                case 2:
                    text.Replace("\n", dice.Next(3) switch { 0 => "\r\n", 1 => "\r", _ => "\n\r\n" });
                    break;
                case 3:
                    text.Insert(at, new string(Odds[dice.Next(Odds.Length)][0], dice.Next(1, 3_000)));
                    break;
                case 4:
                    text.Append(file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
                    break;
                case 5:
                    text.Insert(0, dice.Next(2) == 0 ? "sep=,\n" : "\n\n");
                    break;
                default:
                    text.Insert(at, Odds[dice.Next(Odds.Length)]);
                    break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return dice.Next(12) switch
        {
            0 => [0xEF, 0xBB, 0xBF, .. bytes],
            1 => Encoding.Unicode.GetBytes(text.ToString()),
            2 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ToString())],
            3 => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text.ToString())],
            4 => Encoding.UTF32.GetBytes(text.ToString()),
            5 => Gb18030.GetBytes(text.ToString()),
            6 when bytes.Length > 0 => Mutation.Flipped(bytes, dice),
            7 when bytes.Length > 0 => bytes[..dice.Next(bytes.Length)],
            _ => bytes,
        };
    }

    private static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
}
