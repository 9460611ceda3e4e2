using System.CommandLine;
using GridCase.Local.Hosting;
using GridCase.Local.Replay;
using GridCase.Local.Verify;

var root = new RootCommand("GridCase: a county's cases from report to look-back.") { ServeCommand.Create(), VerifyCommand.Create(), ReplayCommand.Create() };
ServeCommand.Fill(root);
return await root.Parse(args).InvokeAsync();
