using './main.bicep'

// Production. azd hands its environment over: `azd env set NAME VALUE` before `azd up`.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorPrincipalId = readEnvironmentVariable('GRIDCASE_OPERATOR', readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
param operatorPrincipalType = readEnvironmentVariable('GRIDCASE_OPERATOR_TYPE', readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User'))
param hotlinePrincipalId = readEnvironmentVariable('GRIDCASE_HOTLINE_PRINCIPAL', '')
param hotlineUrl = readEnvironmentVariable('GRIDCASE_HOTLINE_URL', '')
param signInClientId = readEnvironmentVariable('GRIDCASE_SIGN_IN_CLIENT', '')
param administrators = split(readEnvironmentVariable('GRIDCASE_ADMINISTRATORS'), ',')
param county = 'empty'

param storageSku = readEnvironmentVariable('GRIDCASE_STORAGE_SKU', 'Standard_ZRS')
param keepDeletedDays = 90
param attachmentsCoolAfterDays = 90
param keepDeletedKeysDays = 90
param locked = true

param messagingSku = 'Standard'

param schedulerSku = 'Consumption'
// Flex Consumption without a network of its own has no fixed address, so the role on the task hub is what protects it.
param schedulerIpAllowlist = [
  '0.0.0.0/0'
]
param keepHistoryDays = 30
param keepFailedHistoryDays = 30

param instanceMemoryInMb = 2048
param maximumInstances = 100
param alwaysReadyForDurable = 1
param alwaysReadyForHttp = 1
param httpConcurrency = 32

param keepLogsDays = 180
param dailyLogCapInGb = 10
param alertEmails = split(readEnvironmentVariable('GRIDCASE_ALERT_EMAILS'), ',')
param overdueMinutes = 15
param throttledRequests = 50

param budgetAmount = int(readEnvironmentVariable('GRIDCASE_BUDGET', '1000'))
param budgetStart = readEnvironmentVariable('GRIDCASE_BUDGET_START', '')
