@description('Name of the budget.')
param name string

@description('Amount per month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('First day of the month from which it counts, as yyyy-MM-01. Not before this month at the first deployment, and the same ever after.')
param start string

@description('Who is told by e-mail.')
@minLength(1)
param emails string[]

// Scoped to the resource group: it tells, it does not stop anything.
resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: '${start}T00:00:00Z'
    }
    notifications: {
      half: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 50
        thresholdType: 'Actual'
        contactEmails: emails
      }
      nearly: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 90
        thresholdType: 'Actual'
        contactEmails: emails
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
      }
    }
  }
}
