System.Console.WriteLine("GridCase");
