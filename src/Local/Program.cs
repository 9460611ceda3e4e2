using System.CommandLine;
using GridCase.Local.Hosting;

var root = new RootCommand("GridCase: a county's cases from report to look-back.") { ServeCommand.Create() };
ServeCommand.Fill(root);
return await root.Parse(args).InvokeAsync();
